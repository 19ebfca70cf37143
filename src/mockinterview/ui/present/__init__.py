"""Values become escaped HTML here. Pure: no clock, no files, no gradio."""
