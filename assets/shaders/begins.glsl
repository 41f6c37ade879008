// A phantom limb begins at the rounded end of the residual limb, and grows solid from there on.
uniform vec4 begins;                // metres above the wrist, at full length, where it begins; metres
                                    // from there to the end; what telescoping leaves of a metre
                                    // beyond the end; metres over which it fades in

float begun(float up_arm) {
    float along = begins.x - up_arm;
    return clamp((min(along, begins.y) + max(along - begins.y, 0.0) * begins.z) / begins.w, 0.0, 1.0);
}
