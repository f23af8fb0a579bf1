using static Coc.Intake.Features.ReadingEvidence.HeicBox;

namespace Coc.Intake.Features.ReadingEvidence;

/// <summary>The two tables of a HEIC or AVIF picture that hold numbers only: which item refers to which, and which property belongs to which. They stay as they are, so nothing else may lie in them.</summary>
internal static class HeicReferences
{
    private static readonly HashSet<string> Kinds = ["dimg", "thmb", "auxl", "cdsc", "prem", "base", "tbas", "exbl"];

    /// <param name="box">the <c>iref</c> box (ISO/IEC 14496-12, 8.11.12)</param>
    /// <exception cref="InvalidDataException">there is more in it than references between items</exception>
    public static void Check(HeicBox box, Func<uint, bool> isItem)
    {
        var wide = box.Number(box.From, 1) == 0 ? 2 : 4;
        foreach (var reference in box.Inside(box.From + 4))
        {
            var count = reference.Number(reference.From + wide, 2);
            if (!Kinds.Contains(reference.Type) || reference.To - reference.From != wide + 2 + (count * wide))
            {
                throw Strange();
            }

            for (var i = 0; i <= count; i++)
            {
                if (!isItem((uint)reference.Number(reference.From + (i * wide) + (i == 0 ? 0 : 2), wide)))
                {
                    throw Strange();
                }
            }
        }
    }

    /// <param name="box">the <c>ipma</c> box (ISO/IEC 23008-12, 9.3.1)</param>
    /// <exception cref="InvalidDataException">there is more in it than associations</exception>
    public static void CheckAssociations(HeicBox box)
    {
        var wide = box.Number(box.From, 1) == 0 ? 2 : 4;
        var each = (box.Number(box.From + 3, 1) & 1) == 0 ? 1 : 2;
        var (at, count) = (box.From + 8, box.Number(box.From + 4, 4));
        for (var i = 0L; i < count; i++)
        {
            at += wide + 1 + ((int)box.Number(at + wide, 1) * each);
        }

        if (at != box.To)
        {
            throw Strange();
        }
    }
}
