package ampro.hub.demo;

import ampro.hub.card.Sex;
import java.awt.Color;
import java.util.List;
import java.util.random.RandomGenerator;

/// What a drawn face looks like, drawn by lot so that twenty people are twenty people.
record SampleLook(
        Color skin,
        Color hair,
        Color cloth,
        Color ground,
        HairStyle style,
        Garment garment,
        boolean beard,
        boolean earrings,
        boolean glasses,
        double jaw,
        double brow) {

    enum HairStyle {
        CROPPED,
        HIGH_TOP,
        CURLS,
        BUN,
        LONG,
        BRAIDS,
        SCARF,
        BALD
    }

    enum Garment {
        COLLAR,
        ROUND_NECK,
        JACKET,
        WRAP
    }

    private static final List<Color> SKINS =
            List.of(
                    new Color(0x5b3a26),
                    new Color(0x6f4630),
                    new Color(0x84563a),
                    new Color(0x9c6b47),
                    new Color(0xb98358),
                    new Color(0xd3a47c),
                    new Color(0xe7bf9f));

    private static final List<Color> HAIRS =
            List.of(
                    new Color(0x17120f),
                    new Color(0x221915),
                    new Color(0x33241b),
                    new Color(0x4e3524),
                    new Color(0x7d7a78));

    private static final List<Color> CLOTHS =
            List.of(
                    new Color(0x24506b),
                    new Color(0x7a2e3b),
                    new Color(0x2f6650),
                    new Color(0xb0692c),
                    new Color(0x4a3d6b),
                    new Color(0x3b4650),
                    new Color(0x8a6d2f),
                    new Color(0x1f6f78));

    private static final List<Color> GROUNDS =
            List.of(new Color(0xe9eef1), new Color(0xeeeeea), new Color(0xe6edec));

    private static final List<HairStyle> OF_MEN =
            List.of(
                    HairStyle.CROPPED,
                    HairStyle.CROPPED,
                    HairStyle.HIGH_TOP,
                    HairStyle.CURLS,
                    HairStyle.BALD);

    private static final List<HairStyle> OF_WOMEN =
            List.of(
                    HairStyle.BUN,
                    HairStyle.LONG,
                    HairStyle.BRAIDS,
                    HairStyle.SCARF,
                    HairStyle.CURLS);

    static SampleLook draw(RandomGenerator random, Sex sex, boolean glasses) {
        boolean woman = sex == Sex.F || (sex == Sex.X && random.nextBoolean());
        HairStyle style = pick(random, woman ? OF_WOMEN : OF_MEN);
        Garment garment = pick(random, List.of(Garment.values()));
        return new SampleLook(
                pick(random, SKINS),
                early(random, HAIRS),
                pick(random, CLOTHS),
                pick(random, GROUNDS),
                style,
                style == HairStyle.SCARF ? Garment.WRAP : garment,
                !woman && random.nextInt(5) < 2,
                woman && random.nextBoolean(),
                glasses,
                random.nextDouble(-9, 9),
                random.nextDouble(-3, 3));
    }

    private static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /// The earlier in the list, the more often.
    private static <T> T early(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(1 + random.nextInt(from.size())));
    }
}
