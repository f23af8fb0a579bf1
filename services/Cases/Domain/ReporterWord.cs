namespace Coc.Cases.Domain;

/// <summary>Something a reporter said through the receipt; its words stay with Intake.</summary>
/// <param name="Kind">withdrawal, checkIn; entered: an affected person came to their page, or a reporter for whom somebody filed made the code their own; mediation: they ask for it; toldAhead: they wish to hear before a measure ends, or do not any more</param>
/// <param name="Answer">of a check-in: fine, other, ratherNot; of mediation: yes, no, stop</param>
internal sealed record ReporterWord(Guid Report, Guid Entry, string Kind, string? Answer, DateTimeOffset At)
{
    public const string Withdrawal = "withdrawal";
    public const string CheckIn = "checkIn";

    /// <summary>Of a check-in: something is not well. That it is retaliation is told by a report of its own, which goes past those it is about (P21).</summary>
    public const string Worse = "other";

    public const string Entered = "entered";

    public const string Mediation = "mediation";

    /// <summary>Whether they wish to be told before a measure ends (P14): yes, no; the last counts.</summary>
    public const string ToldAhead = "toldAhead";

    public static bool IsKept(string kind) => kind is Withdrawal or CheckIn or Entered or Mediation or ToldAhead;
}
