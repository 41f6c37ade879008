#version 330 core
#include "frame_block.glsl"
layout(location = 0) in vec2 place;
#ifdef WOOD_SEEN
uniform vec3 capsule_ends[2 * CAPSULES * LIMBS];    // body space; starts, then ends
#endif
uniform vec4 capsule_start[CAPSULES];   // rest frame; w: radius
uniform vec4 capsule_end[CAPSULES];     // rest frame; w: its joint
uniform int things;                     // upright capsules of what stands on the table, body space
uniform vec4 thing_start[THINGS];       // w: radius
uniform vec4 thing_end[THINGS];
out vec3 world;
out float open_sky;
out float shaded;                       // above 0 where a shadow may fall
out float pool;                         // the lamp's light, widest where the hands are
out float sheen;

vec3 moved(vec3 rest, int joint) {
    vec4 p = vec4(rest, 1.0);
    return vec3(dot(bones[3 * joint], p), dot(bones[3 * joint + 1], p), dot(bones[3 * joint + 2], p));
}

// How much of a horizontal surface's sky a capsule hides: the sphere at its nearest point.
float hidden(vec3 from, vec3 start, vec3 end, float radius) {
    vec3 along = end - start;
    float t = clamp(dot(from - start, along) / dot(along, along), 0.0, 1.0);
    vec3 to = start + t * along - from;
    float d2 = max(dot(to, to), radius * radius);
    // Nothing beyond its reach, so that a limb changes only what is near it.
    float near = 1.0 - smoothstep(0.35, 1.0, (sqrt(d2) - radius) / AMBIENT_REACH_M);
    return near * max(0.0, to.z * inversesqrt(d2)) * radius * radius / d2;
}

// How far a place on the table is from the line between two others, squared.
float apart2(vec2 place, vec2 start, vec2 end) {
    vec2 along = end - start;
    float t = clamp(dot(place - start, along) / max(dot(along, along), 1e-8), 0.0, 1.0);
    vec2 to = start + t * along - place;
    return dot(to, to);
}

vec2 shadow_of(vec3 from) {
    return from.xy - max(from.z - eye.w, 0.0) / key_direction.z * key_direction.xy;
}

void main() {
    world = vec3(place, eye.w);
    open_sky = 1.0;
    shaded = 0.0;
    for (int limb = 0; limb < LIMBS; limb++) {
        if (limb_state[limb].x <= 0.0) continue;
        float open_here = 1.0;
        for (int i = 0; i < CAPSULES; i++) {
#ifdef WOOD_SEEN
            vec3 start = capsule_ends[2 * CAPSULES * limb + i];
            vec3 end = capsule_ends[2 * CAPSULES * limb + CAPSULES + i];
#else
            int joint = limb * JOINT_COUNT + int(capsule_end[i].w + 0.5);
            vec3 start = moved(capsule_start[i].xyz, joint), end = moved(capsule_end[i].xyz, joint);
#endif
            float radius = capsule_start[i].w;
            open_here *= 1.0 - 0.75 * hidden(world, start, end, radius);
            float reach = SHADOW_REACH * radius + SHADOW_MARGIN_M;
            if (apart2(place, shadow_of(start), shadow_of(end)) < reach * reach) shaded = 1.0;
        }
        open_sky *= mix(1.0, open_here, limb_state[limb].x);
    }
    for (int i = 0; i < things; i++) {
        float radius = thing_start[i].w;
        open_sky *= 1.0 - 0.8 * hidden(world, thing_start[i].xyz, thing_end[i].xyz, radius);
        float reach = SHADOW_REACH * radius + SHADOW_MARGIN_M;
        if (apart2(place, shadow_of(thing_start[i].xyz), shadow_of(thing_end[i].xyz)) < reach * reach) shaded = 1.0;
    }
    pool = 1.0 - 0.30 * smoothstep(0.15, 0.95, distance(world.xy, vec2(0.0, 0.45)));
    vec3 half_way = normalize(normalize(eye.xyz - world) + key_direction.xyz);
    sheen = 0.05 * pow(max(half_way.z, 0.0), 24.0) * pool;
    gl_Position = view_projection * vec4(world, 1.0);
}
