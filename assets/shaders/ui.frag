#version 330 core
uniform sampler2D letters;          // how much of a pixel a letter covers
uniform sampler2D picture;          // the camera's
in vec4 inside;
in vec4 style;
in vec4 fill;
in vec4 border;
out vec4 colour;

const float LETTERS = -1.0, PICTURE = -2.0;     // in the place of a border's width

// Signed distance to a rounded rectangle around the origin (Quilez, "2D distance functions").
float distance_px(vec2 p, vec2 half_size, float radius) {
    vec2 q = abs(p) - half_size + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

void main() {
    if (style.y == LETTERS) {
        colour = vec4(fill.rgb, fill.a * texture(letters, style.zw).r);
        return;
    }
    float d = distance_px(inside.xy, inside.zw, style.x);
    float cover = clamp(0.5 - d, 0.0, 1.0);
    if (style.y == PICTURE) {
        vec4 seen = texture(picture, style.zw);     // alpha is 1 where a picture has none
        colour = vec4(seen.rgb, seen.a * cover);
        return;
    }
    float edge = style.y > 0.0 ? clamp(d + style.y + 0.5, 0.0, 1.0) : 0.0;
    vec4 c = mix(fill, border, edge);
    // A border around nothing keeps its own colour along its inner edge.
    if (fill.a == 0.0) c.rgb = border.rgb;
    colour = vec4(c.rgb, c.a * cover);
}
