// A number from 0 to 1 that looks random from pixel to pixel (hash of Hoskins, "Hash without sine").
float screen_noise() {
    vec3 p = fract(vec3(gl_FragCoord.xyx) * 0.1031);
    p += dot(p, p.yzx + 33.33);
    return fract((p.x + p.y) * p.z);
}
