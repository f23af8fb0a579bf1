namespace Coc.Intake.Domain;

/// <summary>Who may know the reporter (P16). The body the report was sent to may, unless the reporter said no; any other body only with a yes.</summary>
internal static class Consenting
{
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>One person of another body who decides with the one that has the case: only a yes to that opens the name, whatever was said of that body.</summary>
    private const string Lent = "lent";

    /// <summary>Somebody from outside who works for the panel: as with somebody lent.</summary>
    private const string Outside = "outside";

    public static readonly string[] Audiences = ["project", "foundation", "parent", "counsel", "eventStaff", Lent, Outside];

    /// <summary>yes or no; null when the reporter has left it open.</summary>
    public static string? AnswerOf(ReportState report, string audience) => report.ConsentsGiven.GetValueOrDefault(audience) ?? (Stated(report, audience) is (Yes or No) and var stated ? stated : null);

    /// <summary>The reporter's identity stays closed to these readers, also where it is an affected person's.</summary>
    public static bool IsSealed(ReportState report, Readership readers) =>
        report.Filed.Text.Value?.Reporter is not { IsNamed: true } || AnswerOf(report, readers.Audience) switch { Yes => false, No => true, _ => IsElsewhere(report, readers) };

    // Whoever complains does not choose who hears it, nor whoever wrote a letter where its parts go: only a yes opens the name there.
    private static bool IsElsewhere(ReportState report, Readership readers) => readers.Audience is Lent or Outside || report.Filed.Kind == FollowUp.Complaint || (report.Filed.SplitFrom is not null && report.Filed.SplitIn != readers.Body) || IsNotFirst(report, readers);

    // Which body was first may be told after its case was opened, never after it was handed over.
    private static bool IsNotFirst(ReportState report, Readership readers) => report.FirstBody is { } first ? first != readers.Body : readers.HandedOver;

    private static string? Stated(ReportState report, string audience) => report.Filed.Text.Value?.Consent is { } said
        ? audience switch { "project" => said.Project, "foundation" => said.Foundation, "parent" => said.Parent, "counsel" => said.Counsel, "eventStaff" => said.EventStaff, _ => null }
        : null;
}

/// <summary>Who reads: the body of the case, as what, and whether the case came from another body.</summary>
/// <param name="Minors">known: one of the two who read who somebody under age is (P10); found: the panel found out that there is somebody, so it may be anybody it happened to; null: whom the report says it of</param>
internal sealed record Readership(string Body, string Audience, bool HandedOver, string? Minors = null)
{
    public const string Known = "known";
    public const string Found = "found";

    /// <summary>Who this is, these readers do not learn.</summary>
    public bool Withholds(Affected person) => Minors != Known && (Minors == Found || person.Minor == "yes");
}
