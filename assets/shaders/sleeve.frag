#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
#include "shadow.glsl"
#include "light.glsl"
uniform int limb;
uniform vec3 cloth;
in vec3 world;
in vec3 world_normal;
in vec3 rest;
in float up_arm;
in float open_sky;
out vec4 colour;

float hash3(vec3 p) {
    p = fract(p * vec3(0.1031, 0.1030, 0.0973));
    p += dot(p, p.yxz + 33.33);
    return fract((p.x + p.y) * p.z);
}

float value_noise(vec3 p) {
    vec3 i = floor(p), f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    vec4 low = vec4(hash3(i), hash3(i + vec3(1, 0, 0)), hash3(i + vec3(0, 1, 0)), hash3(i + vec3(1, 1, 0)));
    i.z += 1.0;
    vec4 high = vec4(hash3(i), hash3(i + vec3(1, 0, 0)), hash3(i + vec3(0, 1, 0)), hash3(i + vec3(1, 1, 0)));
    vec4 z = mix(low, high, f.z);
    vec2 y = mix(z.xy, z.zw, f.y);
    return mix(y.x, y.y, f.x);
}

const float HEM_WIDTH_M = 0.018;    // the turned-up cloth at the end

// Height of the cloth, metres: slanted folds, a turned-up hem with its seam, and the weave.
float height(float from_hem) {
    vec3 p = rest * 1000.0;
    float folds = value_noise(p * vec3(0.030, 0.030, 0.030) + 0.045 * up_arm * 1000.0)
                + 0.5 * value_noise(p * 0.075 + 7.0);
    float hem = 1.0 - smoothstep(HEM_WIDTH_M - 0.0012, HEM_WIDTH_M + 0.0012, from_hem);
    float edge = smoothstep(0.0, 0.0030, from_hem);
    return 0.0060 * folds * smoothstep(0.0, 0.04, from_hem) + 0.0010 * hem + 0.0010 * edge;
}

void main() {
    float from_hem = up_arm - limb_state[limb].w;
    if (from_hem < 0.0) discard;
    vec3 n = normalize(world_normal);
    float h = height(from_hem);
    vec3 px = dFdx(world), py = dFdy(world);
    float dx = dFdx(h), dy = dFdy(h);
    vec3 r1 = cross(py, n), r2 = cross(n, px);
    float det = dot(px, r1);
    if (abs(det) > 1e-14) n = normalize(abs(det) * n - sign(det) * (dx * r1 + dy * r2));
    if (!gl_FrontFacing) n = -n;

    vec3 key = key_direction.xyz;
    vec3 fill = normalize(vec3(-sign(key.x) * 0.85, -0.25, 0.5));
    vec3 rim = normalize(vec3(-sign(key.x) * 0.3, 0.9, 0.35));
    float lit = lit_share(world + normalize(world_normal) * 0.0020, 0.0010, 0.0018, SHADOW_TAPS);
    float weave = 0.90 + 0.20 * hash3(floor(rest * 1700.0));
    float stitch = abs(from_hem - HEM_WIDTH_M * 0.86);
    vec3 albedo = cloth * weave * mix(0.62, 1.0, smoothstep(0.0003, 0.0009, stitch));
    float open_here = open_sky * (gl_FrontFacing ? 1.0 : 0.25);
    float up = n.z * 0.5 + 0.5;
    float clearance = clamp((world.z - eye.w) / 0.08, 0.0, 1.0);
    vec3 light = KEY_COLOUR * max((dot(n, key) + 0.15) / 1.15, 0.0) * lit * (gl_FrontFacing ? 1.0 : 0.3)
               + (FILL_COLOUR * max(dot(n, fill), 0.0) + RIM_COLOUR * max(dot(n, rim), 0.0)) * open_here
               + mix(GROUND_COLOUR * mix(0.45, 1.0, clearance), SKY_COLOUR, up) * open_here;
    // Fibres that stand up catch light along the outline.
    vec3 v = normalize(eye.xyz - world);
    float fuzz = pow(1.0 - max(dot(n, v), 0.0), 4.0);
    light += 0.35 * fuzz * SKY_COLOUR * open_here;
    colour = vec4(shown(albedo * light), limb_state[limb].x);
}
