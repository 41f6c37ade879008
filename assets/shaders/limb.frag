#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
#include "shadow.glsl"
#include "light.glsl"
#include "begins.glsl"
uniform int limb;
uniform sampler2D skin_pigment;     // r: melanin / 2, g: blood / 2.5, b: shade
uniform sampler2D skin_surface;     // r: roughness, g: vein, b: pale (moon and free edge of a nail)
uniform sampler2D skin_height;      // metres / HEIGHT_RANGE_M
in vec3 world;
in vec3 world_normal;
in vec2 skin_place;
in float open_sky;
in float up_arm;
out vec4 colour;

const float F0 = 0.028;             // skin's reflectance face on (refractive index about 1.4)
const vec3 WRAP = vec3(0.42, 0.18, 0.10);   // how far light creeps past the terminator, per channel

// Nearly white behind two filters (Beer-Lambert); the constants are game/limb/skin/pigment.py's.
vec3 skin_albedo(vec3 pigment, vec3 surface) {
    float melanin = limb_state[limb].y, blood = limb_state[limb].z;
    vec3 albedo = BARE * exp(-melanin * 2.0 * pigment.r * MELANIN_ABSORBS
                             - blood * 2.5 * pigment.g * BLOOD_ABSORBS);
    albedo = mix(albedo, albedo * VEIN_TINT, surface.g * 0.30 * exp(-2.2 * melanin)) * pigment.b;
    return mix(albedo, albedo * 0.55 + 0.35 * PALE, surface.b);
}

float fifth_power(float x) {
    return x * x * x * x * x;
}

// GGX with Schlick's Fresnel and the usual Smith term (Karis, "Real shading in Unreal 4", 2013).
float ggx(vec3 n, vec3 v, vec3 l, float roughness) {
    vec3 h = normalize(v + l);
    float a2 = roughness * roughness * roughness * roughness;
    float nh = max(dot(n, h), 0.0), nl = max(dot(n, l), 0.0);
    float nv = max(dot(n, v), 1e-3), lh = max(dot(l, h), 0.0);
    float d = nh * nh * (a2 - 1.0) + 1.0;
    float k = (roughness + 1.0) * (roughness + 1.0) / 8.0;
    float visible = 1.0 / ((nl * (1.0 - k) + k) * (nv * (1.0 - k) + k) * 4.0);
    return a2 / (3.14159 * d * d) * visible * (F0 + (1.0 - F0) * fifth_power(1.0 - lh)) * nl;
}

// Diffuse light that has wandered below the skin: red the furthest, so red follows the smooth
// surface and wraps around it, while blue follows every crease.
vec3 diffuse(vec3 smooth_normal, vec3 fine_normal, vec3 light) {
    vec3 facing = mix(vec3(dot(smooth_normal, light)), vec3(dot(fine_normal, light)), vec3(0.35, 0.75, 0.95));
    vec3 wrapped = max((facing + WRAP) / (1.0 + WRAP), 0.0);
    return 0.5 * wrapped * wrapped + 0.5 * wrapped / (1.0 + WRAP);
}

#if BUMP
// Bump mapping without tangents, so that it works unchanged on a reflected limb (Mikkelsen 2010).
vec3 bumped(vec3 normal) {
    vec3 px = dFdx(world), py = dFdy(world);
    float here = texture(skin_height, skin_place).r;
    float dx = texture(skin_height, skin_place + dFdx(skin_place)).r - here;
    float dy = texture(skin_height, skin_place + dFdy(skin_place)).r - here;
    vec3 r1 = cross(py, normal), r2 = cross(normal, px);
    float det = dot(px, r1);
    if (abs(det) < 1e-14) return normal;
    vec3 slope = sign(det) * HEIGHT_RANGE_M * (dx * r1 + dy * r2);
    return normalize(abs(det) * normal - slope);
}
#endif

void main() {
    float solid = begun(up_arm);
    if (solid <= 0.0) discard;          // the residual limb is there instead
    float below_hem = limb_state[limb].w - up_arm;
    if (below_hem < -0.015) discard;    // well inside the sleeve
    // The cloth's opening shades what goes into it.
#if FINE_SHINE
    float open_here = open_sky * (1.0 - 0.6 * exp(-max(below_hem, 0.0) * 160.0));
#else
    float deep = max(below_hem, 0.0) * 160.0;       // nearly the same, for processors
    float open_here = open_sky * (1.0 - 0.6 / (1.0 + deep * (1.0 + deep * (0.5 + deep * 0.17))));
#endif
    vec3 smooth_normal = normalize(world_normal);
    vec3 v = normalize(eye.xyz - world);
    vec3 surface = texture(skin_surface, skin_place).rgb;
    vec3 albedo = skin_albedo(texture(skin_pigment, skin_place).rgb, surface);
    float roughness = surface.r;
    vec3 n = smooth_normal;
#if BUMP
    n = bumped(smooth_normal);
#endif
    vec3 key = key_direction.xyz;
    vec3 fill = normalize(vec3(-sign(key.x) * 0.85, -0.25, 0.5));
    vec3 rim = normalize(vec3(-sign(key.x) * 0.3, 0.9, 0.35));

    float lit = lit_share(world + smooth_normal * 0.0015, 0.0008, 0.0015, SHADOW_TAPS);
    // Light bleeds into the edge of a shadow and into folds, and comes out red.
#if FINE_SHINE
    vec3 lit_rgb = pow(vec3(lit), vec3(0.74, 0.97, 1.03));
    vec3 open_rgb = pow(vec3(open_here), vec3(0.86, 1.06, 1.12));
#else
    // Nearly the same without powers, which processors pay dearly for.
    vec3 lit_rgb = vec3(mix(lit, sqrt(lit), 0.47), lit, lit);
    float less = open_here * open_here;
    vec3 open_rgb = vec3(mix(open_here, sqrt(open_here), 0.26), mix(open_here, less, 0.08), mix(open_here, less, 0.17));
#endif

    // What a hollow of skin does not see of the room, it sees of itself: light goes on from skin to
    // skin, redder each time. Two bounces.
    vec3 again = albedo * (1.0 - open_here);
    open_rgb *= 1.0 + again * (1.0 + again);

    vec3 light = KEY_COLOUR * diffuse(smooth_normal, n, key) * lit_rgb
               + (FILL_COLOUR * diffuse(smooth_normal, n, fill) + RIM_COLOUR * diffuse(smooth_normal, n, rim)) * open_here;
    float up = mix(smooth_normal, n, 0.6).z * 0.5 + 0.5;
    // The table takes the place of the ground: what is near it and faces it gets less light.
    float clearance = clamp((world.z - eye.w) / 0.08, 0.0, 1.0);
    vec3 ground = GROUND_COLOUR * mix(0.45, 1.0, clearance);
    light += mix(ground, SKY_COLOUR, up) * open_rgb;

#if FINE_SHINE
    float key_shine = 0.75 * ggx(n, v, key, roughness) + 0.25 * ggx(n, v, key, roughness * 0.62);
    vec3 shine = KEY_COLOUR * key_shine * lit
               + (FILL_COLOUR * ggx(n, v, fill, roughness) + RIM_COLOUR * ggx(n, v, rim, roughness)) * open_here;
#else
    vec3 shine = KEY_COLOUR * ggx(n, v, key, roughness * 0.9) * lit;
#endif
    float grazing = F0 + 0.5 * fifth_power(1.0 - max(dot(n, v), 0.0)) * (1.0 - roughness);
    vec3 mirrored = reflect(-v, n);
    shine += mix(GROUND_COLOUR, SKY_COLOUR, smoothstep(-0.3, 0.6, mirrored.z)) * grazing * open_here * open_here;

    colour = vec4(shown(albedo * light + shine), limb_state[limb].x * solid);
}
