#version 330 core
#include "frame_block.glsl"
#include "skinning.glsl"
uniform int limb;
out vec3 world;
out vec3 world_normal;
out vec2 skin_place;
out float open_sky;
out float up_arm;
void main() {
    skin(limb, world, world_normal);
    skin_place = texture_place;
    up_arm = up_arm_m;
    open_sky = dot(ambient_first, ambient_weights[2 * limb])
             + dot(ambient_second, ambient_weights[2 * limb + 1]);
    gl_Position = view_projection * vec4(world, 1.0);
}
