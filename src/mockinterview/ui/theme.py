"""Gradio's controls in the page's own colours: every value is one of our custom properties, so light and dark follow."""

from __future__ import annotations

from gradio.themes import Base, Color, Size

_SHADES = ("c50", "c100", "c200", "c300", "c400", "c500", "c600", "c700", "c800", "c900", "c950")
_NEUTRAL = "#f7f6f3 #f0eee9 #e4e1da #cfcbc3 #aaa69e #8d8a83 #6b6e74 #55585e #2d3136 #1c1d20 #131416"
_ACCENT = "#e9edfb #dce3f9 #bcc8f4 #94a6ec #6b82e0 #2f4bc7 #2f4bc7 #263fae #1f348f #1a2b74 #142156"
_FONTS = [
    "Pretendard",
    "Apple SD Gothic Neo",
    "Malgun Gothic",
    "Noto Sans KR",
    "NanumBarunGothic",
    "NanumGothic",
    "system-ui",
    "sans-serif",
]

_BOTH = {
    "body_background_fill": "var(--mi-bg)",
    "body_text_color": "var(--mi-ink)",
    "body_text_color_subdued": "var(--mi-ink-2)",
    "background_fill_primary": "var(--mi-surface)",
    "background_fill_secondary": "var(--mi-sunken)",
    "border_color_primary": "var(--mi-line)",
    "border_color_accent": "var(--mi-accent)",
    "color_accent_soft": "var(--mi-accent-soft)",
    "block_background_fill": "transparent",
    "block_border_color": "transparent",
    "block_label_text_color": "var(--mi-ink)",
    "block_title_text_color": "var(--mi-ink)",
    "block_info_text_color": "var(--mi-ink-2)",
    "input_background_fill": "var(--mi-surface)",
    "input_background_fill_focus": "var(--mi-surface)",
    "input_border_color": "var(--mi-edge)",
    "input_border_color_focus": "var(--mi-accent)",
    "input_placeholder_color": "var(--mi-ink-2)",
    "checkbox_background_color": "var(--mi-surface)",
    "checkbox_background_color_selected": "var(--mi-button)",
    "checkbox_border_color": "var(--mi-edge)",
    "checkbox_border_color_selected": "var(--mi-button)",
    "checkbox_label_background_fill": "transparent",
    "checkbox_label_text_color": "var(--mi-ink)",
    "slider_color": "var(--mi-button)",
    "link_text_color": "var(--mi-accent)",
    "table_even_background_fill": "var(--mi-surface)",
    "table_odd_background_fill": "var(--mi-sunken)",
}


def theme() -> Base:
    accent, neutral = _color("mi-accent", _ACCENT), _color("mi-neutral", _NEUTRAL)
    radius = Size("4px", "6px", "8px", "10px", "11px", "14px", "18px", name="mi-radius")
    made = Base(
        primary_hue=accent,
        secondary_hue=accent,
        neutral_hue=neutral,
        radius_size=radius,
        font=_FONTS,
        font_mono=["ui-monospace", "D2Coding", "NanumGothicCoding", "monospace"],
    )
    dark = {f"{name}_dark": value for name, value in _BOTH.items()}
    return made.set(
        **_BOTH,
        **dark,
        checkbox_border_radius="4px",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_shadow_focus="0 0 0 1px var(--mi-accent)",
        block_shadow="none",
        checkbox_label_shadow="none",
    )


def _color(name: str, shades: str) -> Color:
    return Color(**dict(zip(_SHADES, shades.split(), strict=True)), name=name)
