// The room: a key light (the only one that casts a shadow), a cool fill, a warm rim, sky and ground.
const vec3 KEY_COLOUR = vec3(1.0, 0.945, 0.865) * 2.2;
const vec3 FILL_COLOUR = vec3(0.8, 0.87, 1.0) * 0.5;
const vec3 RIM_COLOUR = vec3(1.0, 0.93, 0.85) * 0.45;
const vec3 SKY_COLOUR = vec3(0.85, 0.92, 1.0) * 0.62;
const vec3 GROUND_COLOUR = vec3(0.55, 0.45, 0.38) * 0.45;
const float EXPOSURE = 0.52;

// Narkowicz's fit of the ACES filmic curve (2016), then the display's gamma.
vec3 shown(vec3 radiance) {
    vec3 c = radiance * EXPOSURE;
    c = c * (2.51 * c + 0.03) / (c * (2.43 * c + 0.59) + 0.14);
    return pow(clamp(c, 0.0, 1.0), vec3(1.0 / 2.2));
}
