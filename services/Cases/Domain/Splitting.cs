using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>A part of a letter that became a report of its own.</summary>
/// <param name="Text">null when erased</param>
internal sealed record LetterPart(Guid Id, Guid Report, string? Text, IReadOnlyList<string> Projects, IReadOnlyList<int> Subjects, IReadOnlyList<int> Affected, Guid By, DateTimeOffset At);

/// <summary>One letter about two unrelated matters is split (P22): the other matter is a report of its own, which goes where its matter belongs, under the same receipt. The reporter is told.</summary>
internal static class Splitting
{
    /// <summary>Most of one letter.</summary>
    public const int Most = 5;

    /// <summary>Retaliation is kept from those complained of (P21); a part of it would not be.</summary>
    public static bool Stays(CaseReport report) => report.Kind == "retaliation";

    public static Decision Split(CaseState state, CaseCommand.SplitReport c) =>
        state.Reports.Any(r => r.Report == c.Report && Stays(r)) ? new Refusal("retaliationStays", "P21", "What somebody suffers for having reported is not split; open a case for the other matter.") :
        state.Parts.Count(p => p.Report == c.Report) + c.Parts.Count > Most ? new Refusal("tooManyParts", "P22", $"A letter is split into at most {Most} parts beside what stays here.")
        : new List<CaseEvent>(
        [
            .. c.Parts.Select(p => new CaseEvent.PartSplitOff(p.Id, c.Report, Texts.Reporter(c.Report, p.Text), p.Projects, p.Subjects, p.Affected, c.Seat, c.At)),
            new CaseEvent.ReporterMessaged(Ids.V5(c.Parts[0].Id, "told"), c.Report, Texts.Reporter(c.Report, Words(c.Parts.Count)), null, c.At),
        ]);

    // Our words: what was taken out the reporter sees beside its thread.
    private static string Words(int parts) =>
        $"Your letter is about more than one matter. We have made {(parts == 1 ? "one more report" : $"{parts} more reports")} of it, so that each is looked at by those whose it is. Your private code stays the same; you see each with a thread of its own. If we understood you wrongly, please tell us.";
}
