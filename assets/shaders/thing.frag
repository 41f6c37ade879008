#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
#ifndef DEPTH_ONLY
#include "shadow.glsl"
#include "light.glsl"
uniform float glow;
in vec3 world;
in vec3 world_normal;
in vec4 surface;                // rgb: the colour as a display has it; a: roughness
out vec4 colour;

const float F0 = 0.04;

float shine(vec3 n, vec3 v, vec3 l, float roughness) {
    vec3 h = normalize(v + l);
    float a2 = roughness * roughness * roughness * roughness;
    float nh = max(dot(n, h), 0.0), nl = max(dot(n, l), 0.0), nv = max(dot(n, v), 1e-3);
    float d = nh * nh * (a2 - 1.0) + 1.0;
    float k = (roughness + 1.0) * (roughness + 1.0) / 8.0;
    float visible = 1.0 / ((nl * (1.0 - k) + k) * (nv * (1.0 - k) + k) * 4.0);
    float f = F0 + (1.0 - F0) * pow(1.0 - max(dot(l, h), 0.0), 5.0);
    return a2 / (3.14159 * d * d) * visible * f * nl;
}
#endif

void main() {
#ifndef DEPTH_ONLY
    vec3 n = normalize(world_normal);
    vec3 v = normalize(eye.xyz - world);
    vec3 albedo = pow(surface.rgb, vec3(2.2)) * 0.85;
    vec3 key = key_direction.xyz;
    vec3 fill = normalize(vec3(-sign(key.x) * 0.85, -0.25, 0.5));
    vec3 rim = normalize(vec3(-sign(key.x) * 0.3, 0.9, 0.35));
    float lit = lit_share(world + n * 0.003, 0.0022, 0.0018, SHADOW_TAPS);
    // The table takes the sky from what is near it and does not look up.
    float clearance = smoothstep(0.0, 0.06, world.z - eye.w);
    float open_sky = mix(0.42 + 0.40 * max(n.z, 0.0), 1.0, clearance);
    float nk = max(dot(n, key), 0.0);
    vec3 light = KEY_COLOUR * nk * lit * 0.62
               + (FILL_COLOUR * max(dot(n, fill), 0.0) + RIM_COLOUR * max(dot(n, rim), 0.0)) * open_sky * 0.8
               + mix(GROUND_COLOUR * mix(0.5, 1.0, clearance), SKY_COLOUR, n.z * 0.5 + 0.5) * open_sky;
    vec3 shown_light = albedo * light + KEY_COLOUR * shine(n, v, key, surface.a) * lit * 0.8;
    float grazing = F0 + 0.35 * pow(1.0 - max(dot(n, v), 0.0), 5.0) * (1.0 - surface.a);
    vec3 mirrored = reflect(-v, n);
    shown_light += mix(GROUND_COLOUR, SKY_COLOUR, smoothstep(-0.3, 0.6, mirrored.z)) * grazing * open_sky;
    // What is meant is lit a little from within, most along its edge; it never blinks.
    float edge = pow(1.0 - max(dot(n, v), 0.0), 2.0);
    shown_light += glow * (0.10 * albedo + vec3(1.0, 0.80, 0.45) * (0.05 + 0.45 * edge));
    colour = vec4(shown(shown_light), 1.0);
#endif
}
