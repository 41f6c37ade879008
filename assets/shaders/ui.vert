#version 330 core
layout(location = 0) in vec2 place_px;
layout(location = 1) in vec4 inside_px;     // xy: from the middle; zw: half the size
layout(location = 2) in vec4 look;          // x: corner radius, y: border, zw: place in a texture
layout(location = 3) in vec4 fill_colour;
layout(location = 4) in vec4 border_colour;
uniform vec2 window_px;
out vec4 inside;
out vec4 style;
out vec4 fill;
out vec4 border;
void main() {
    inside = inside_px;
    style = look;
    fill = fill_colour;
    border = border_colour;
    vec2 ndc = place_px / window_px * 2.0 - 1.0;
    gl_Position = vec4(ndc.x, -ndc.y, 0.0, 1.0);
}
