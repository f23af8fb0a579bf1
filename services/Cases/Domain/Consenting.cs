using Coc.Platform;

namespace Coc.Cases.Domain;

/// <summary>
/// Consent per audience (P16). What a rule demands is done without it, but nobody there learns who the reporter is; what no rule demands is not done. Intake keeps
/// the reporter's word and seals the identity whenever a report is read; the case keeps what was asked and answered.
/// </summary>
internal static class Consenting
{
    public const string Yes = "yes";
    public const string No = "no";
    public const string Silence = "silence";
    public const string Counsel = "counsel";
    public const string EventStaff = "eventStaff";
    public const string Foundation = "foundation";

    /// <summary>One person of another body who decides with this one: an audience of its own, because who agrees to one person has not agreed to that body, nor the other way round.</summary>
    public const string Lent = "lent";
    public const string WindowEnds = "consentWindow";

    /// <summary>The audience a seat reads as.</summary>
    public static string AudienceOf(CaseState state, string role) => role switch { EventStaff or Engaging.Role => role, Lending.Role => state.Loan?.Audience ?? Lent, _ => state.Handling.Kind };

    public static string? AnswerOf(CaseState state, Guid report, string audience) => state.Consents.FirstOrDefault(c => c.Report == report && c.Audience == audience)?.Answer;

    public static bool AllAgree(CaseState state, string audience) => state.ReportIds.All(r => AnswerOf(state, r, audience) == Yes);

    /// <summary>No rule gives the case to the body it is offered to. Offers from before anybody was asked keep the rules they were made under.</summary>
    public static bool IsVoluntary(CaseState state) =>
        state.Offer is { Audience: not null } && !Disputing.IsMandatory(state) && !(state.Offer.Audience == "project" && !state.IsProject); // down is J12

    /// <summary>What bars a hand-over now.</summary>
    public static Refusal? Bar(CaseState state) => IsVoluntary(state) && !AllAgree(state, state.Offer!.Audience!)
        ? new Refusal("noConsent", "P16", "No rule demands this transfer, and the reporter has not agreed to it.")
        : null;

    /// <summary>Asks whoever has not said, and notes what the others said.</summary>
    /// <param name="hears">whose reporters are asked; the others stay unknown there. Null: all</param>
    public static IReadOnlyList<CaseEvent> Ask(CaseState state, Consents known, string to, DateTimeOffset until, DateTimeOffset at, Func<Guid, bool>? hears = null) =>
    [
        .. state.ReportIds.Select(r => known.Of(r) is { } said
            ? AnswerOf(state, r, known.Audience) == said ? null : (CaseEvent?)new CaseEvent.ConsentAnswered(r, known.Audience, said, at)
            : hears is null || hears(r) ? new CaseEvent.ConsentAsked(r, known.Audience, to, until, at) : null).OfType<CaseEvent>(),
    ];

    /// <summary>
    /// Reporters spoke: what is new in it, and the end of an offer that only they could allow. A no is kept also for an audience that nobody asked about yet: whoever has just read a yes, to ask that audience, meets it
    /// and reads again.
    /// </summary>
    public static Decision Note(CaseState state, CaseCommand.NoteConsents c)
    {
        if (!state.Exists || state.HasGone || !state.ReportIds.Contains(c.Report))
        {
            return Decision.Nothing;
        }

        // About event staff no case ever asks, and they would read here that they are not trusted.
        var asked = state.Consents.Where(known => known.Report == c.Report).Select(known => known.Audience).ToHashSet();
        var said = c.Answers.Where(word => asked.Contains(word.Key) ? AnswerOf(state, c.Report, word.Key) != word.Value : word is { Value: No, Key: not EventStaff }).OrderBy(word => word.Key, StringComparer.Ordinal)
            .Select(word => (CaseEvent)new CaseEvent.ConsentAnswered(c.Report, word.Key, word.Value, c.At)).ToList();
        var after = state.Apply(said);
        return new List<CaseEvent>([.. said, .. after.Offer is { IsOpen: true } offer && IsVoluntary(after) && AnswerOf(after, c.Report, offer.Audience!) == No ? NotMade(after, c.At) : []]);
    }

    public static IEnumerable<CaseDue> Due(CaseState state) =>
        state.Consents.Where(c => c is { Answer: null, Until: not null }).Select(c => c.Until!.Value).Distinct().Order().Take(1).Select(at => new CaseDue(WindowEnds, state.Id, at));

    /// <summary>The time to answer is over: silence is on record, and an offer that needed a yes ends.</summary>
    public static Decision EndWindow(CaseState state, CaseCommand.EndConsentWindow c)
    {
        if (state.HasGone)
        {
            return Decision.Nothing;
        }

        var silent = Silent(state, c.At, whoStillHasTime: false).ToList();
        return new List<CaseEvent>([.. silent, .. state.Offer is { IsOpen: true } offer && silent.Any(s => s.Audience == offer.Audience) && Bar(state) is not null ? NotMade(state, c.At) : []]);
    }

    /// <summary>Who has said nothing when the case goes.</summary>
    public static IEnumerable<CaseEvent.ConsentAnswered> Silent(CaseState state, DateTimeOffset at, bool whoStillHasTime = true) => state.Consents
        .Where(c => c.Answer is null && (whoStillHasTime || c.Until <= at))
        .Select(c => new CaseEvent.ConsentAnswered(c.Report, c.Audience, Silence, at));

    /// <summary>The panel's texts about a report whose reporter stays unknown stay behind: they may name them.</summary>
    public static bool IsSealed(CaseState sender, Guid report) => sender.Offer?.Audience is { } audience && AnswerOf(sender, report, audience) != Yes;

    /// <summary>A question to counsel that no legal gate demands waits for the reporters' word.</summary>
    public static bool CounselMayRead(CaseState state, LegalRequest request) =>
        request.About == Safeguarding.About || state.RiskFactors.Count > 0 || (request.Proposal is { } id && LegalGate.Reasons(state, state.ProposalOf(id)!.Content).Count > 0) || !state.Consents.Any(c => c.Audience == Counsel)
        || state.ReportIds.All(r => Appealing.Hears(state, r) ? AnswerOf(state, r, Counsel) == Yes : AnswerOf(state, r, Counsel) != No); // of an appeal the others know nothing and are not asked; a no they say holds all the same

    /// <summary>What the reporter reads beside who is asked to take over.</summary>
    public static string Words(Consents known, Guid report, bool voluntary, DateTimeOffset until) => (known.Of(report), voluntary) switch
    {
        (Yes, _) => "",
        (No, _) when known.Audience == Lent => " That person reads it without your name and contact, as you wished.",
        _ when known.Audience == Lent => $" That person reads it without your name and contact, unless you say on your page that they may know who you are; what you say is about one person who decides with us, and about nobody else there. Until {until:yyyy-MM-dd HH:mm} UTC we wait for your answer.",
        (No, _) => " They read it without your name and contact, as you wished.",
        (_, true) => $" We do this only if you agree: please say so on your page before {until:yyyy-MM-dd HH:mm} UTC. Without your yes it stays here.",
        _ => $" They read it without your name and contact, unless you say on your page that they may know who you are. Until {until:yyyy-MM-dd HH:mm} UTC we wait for your answer.",
    };

    private static IEnumerable<CaseEvent> NotMade(CaseState state, DateTimeOffset at) =>
    [
        new CaseEvent.TransferNotMade(state.Offer!.Id, at),
        .. state.ReportIds.Where(r => Appealing.Hears(state, r)).Select(r => new CaseEvent.ReporterMessaged(
            Ids.V5(state.Offer.Id, $"notMade:{r}"), r, Texts.Reporter(r, $"We have not passed your report on to {state.Offer.To}; it stays with us."), null, at)),
    ];
}

/// <summary>A reporter's word about one audience, as the case knows it.</summary>
/// <param name="Answer">yes, no, silence; null while it is awaited</param>
internal sealed record Consent(Guid Report, string Audience, DateTimeOffset? Until, string? Answer);

/// <summary>What Intake knows of the reporters' words when an audience comes into question.</summary>
internal sealed record Consents(string Audience, IReadOnlyDictionary<Guid, string> Answers)
{
    /// <summary>yes or no; null when the report leaves it to a question.</summary>
    public string? Of(Guid report) => Answers.GetValueOrDefault(report);
}
