#version 330 core
#include "frame_block.glsl"
layout(location = 0) in vec3 place;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec4 tint;
uniform mat4 to_body;           // from the thing's own frame
uniform vec3 unscaled;          // what its normals are to be multiplied by: one over the scale
out vec3 world;
out vec3 world_normal;
out vec4 surface;
void main() {
    vec4 moved = to_body * vec4(place, 1.0);
    world = moved.xyz;
    world_normal = mat3(to_body) * (normal * unscaled * unscaled);
    surface = tint;
#ifdef DEPTH_ONLY
    gl_Position = vec4((light_projection * moved).xyz * 2.0 - 1.0, 1.0);
#else
    gl_Position = view_projection * moved;
#endif
}
