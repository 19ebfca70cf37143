"""The page in the browser: the only place that knows gradio. A tab is layout and short named handlers."""
