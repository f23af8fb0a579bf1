namespace Coc.Cases.Domain;

/// <summary>Names for titles, lists and mails that tell nothing (architecture.md "Code names").</summary>
internal static class CodeNames
{
    private static readonly string[] First =
    [
        "amber", "brisk", "calm", "clear", "copper", "coral", "crisp", "dapple", "early", "even", "fallow", "fern", "gentle", "golden", "granite", "hazel",
        "indigo", "ivory", "jade", "keen", "late", "level", "linen", "lunar", "maple", "mellow", "misty", "noble", "north", "ochre", "olive", "opal",
        "pale", "pearl", "plain", "plum", "quartz", "quiet", "rapid", "russet", "sable", "sandy", "scarlet", "silver", "slate", "smooth", "solar", "spruce",
        "steady", "still", "stone", "sunny", "tawny", "teal", "tidal", "timber", "umber", "velvet", "violet", "warm", "west", "willow", "winter", "young",
    ];

    private static readonly string[] Second =
    [
        "anchor", "arch", "bay", "beacon", "bridge", "brook", "canyon", "cape", "cedar", "cliff", "cloud", "cove", "creek", "delta", "dune", "ember",
        "field", "fjord", "forge", "garden", "gate", "glade", "grove", "harbour", "heath", "hill", "inlet", "island", "lagoon", "lake", "lantern", "ledge",
        "marsh", "meadow", "mill", "moor", "oasis", "orchard", "pass", "path", "pier", "plain", "pond", "quarry", "quay", "reef", "ridge", "river",
        "shore", "spring", "square", "strait", "summit", "terrace", "thicket", "tower", "trail", "vale", "valley", "wharf", "window", "wood", "yard", "zenith",
    ];

    public static string Of(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var number = ((bytes[12] << 8) | bytes[13]) % 1000;
        return $"{First[bytes[10] % First.Length]}-{Second[bytes[11] % Second.Length]}-{number:000}";
    }
}
