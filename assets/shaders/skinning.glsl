// Linear blend skinning with four bones. A right limb's matrices reflect, so normals go the same way.
layout(location = 0) in vec3 rest_position;
layout(location = 1) in vec3 rest_normal;
layout(location = 2) in vec2 texture_place;
layout(location = 3) in vec4 bone_indices;
layout(location = 4) in vec4 bone_weights;
layout(location = 5) in vec4 ambient_first;
layout(location = 6) in vec4 ambient_second;
layout(location = 7) in float up_arm_m;     // above the wrist, along the arm
layout(location = 8) in vec2 flesh;         // metres it can grow along the normal; the joint that makes it
layout(location = 9) in vec3 drawn_in;      // metres along upper and lower axis; how much denser, less 1
uniform vec3 upper_axis;            // along the limb's two segments, in the rest frame; 0 where nothing
uniform vec3 lower_axis;            // is drawn together
uniform ivec2 axis_joints;          // what turns them
#ifdef SLEEVED
const float EASE_M = 0.0045;        // how far the cloth lies from the skin
#else
const float EASE_M = 0.0;
#endif

vec3 turned(int limb, int joint, vec3 axis) {
    int row = 3 * (limb * JOINT_COUNT + joint);
    return vec3(dot(bones[row].xyz, axis), dot(bones[row + 1].xyz, axis), dot(bones[row + 2].xyz, axis));
}

void skin(int limb, out vec3 position, out vec3 normal) {
    vec4 row0 = vec4(0.0), row1 = vec4(0.0), row2 = vec4(0.0);
    for (int i = 0; i < 4; i++) {
        int row = 3 * (limb * JOINT_COUNT + int(bone_indices[i] + 0.5));
        row0 += bone_weights[i] * bones[row];
        row1 += bone_weights[i] * bones[row + 1];
        row2 += bone_weights[i] * bones[row + 2];
    }
    int joint = limb * JOINT_COUNT + int(flesh.y + 0.5);
    float bent = clamp(bends[joint / 4][joint % 4], 0.0, 1.0);
    float grown_m = flesh.x * bent * bent * bent;   // a little bent finger presses nothing
    vec4 rest = vec4(rest_position + (EASE_M + grown_m) * rest_normal, 1.0);
    position = vec3(dot(row0, rest), dot(row1, rest), dot(row2, rest));
    normal = vec3(dot(row0.xyz, rest_normal), dot(row1.xyz, rest_normal), dot(row2.xyz, rest_normal));
    // A telescoped limb's skin moves with its place along the limb, not with the nearest joint.
    vec3 lower = turned(limb, axis_joints.y, lower_axis);
    vec3 upper = turned(limb, axis_joints.x, upper_axis);
    position += drawn_in.x * upper + drawn_in.y * lower;
    vec3 along = drawn_in.z < 0.0 ? upper : lower;
    normal += abs(drawn_in.z) * dot(normal, along) * along;
}
