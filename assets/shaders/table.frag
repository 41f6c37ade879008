#version 330 core
#include "frame_block.glsl"
#include "noise.glsl"
#include "shadow.glsl"
#include "light.glsl"
uniform sampler2D wood;
uniform sampler2D wood_seen;        // the root of its colour, pixel for pixel of this view
uniform bool changes_only;          // drawn over its own picture, which stays where nothing darkens it
in vec3 world;
in float open_sky;
in float shaded;
in float pool;
in float sheen;
out vec4 colour;
void main() {
#ifdef WOOD_SEEN
    if (changes_only && open_sky > 0.998 && shaded == 0.0) discard;
    vec3 albedo = texelFetch(wood_seen, ivec2(gl_FragCoord.xy), 0).rgb;
    albedo *= albedo;
#else
    vec3 albedo = texture(wood, world.xy / WOOD_TILE_M).rgb;
#endif
#ifdef WOOD_ONLY
    colour = vec4(sqrt(albedo), 1.0);
#else
    float lit = lit_share(world, 0.0015, 0.0018, shaded > 0.0 ? SHADOW_TAPS : 0);
    vec3 light = KEY_COLOUR * key_direction.z * lit * pool * 0.31 + (SKY_COLOUR + 0.35 * FILL_COLOUR) * open_sky * 0.60;
    colour = vec4(shown(albedo * light + KEY_COLOUR * sheen * lit), 1.0);
#endif
}
