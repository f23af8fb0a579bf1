namespace Coc.Cases.Domain;

/// <summary>A lost code: asked by one seat, renewed by a second.</summary>
internal sealed record CodeRenewal(Guid Id, Guid Report, Guid By, DateTimeOffset At)
{
    public Guid? AgreedBy { get; init; }

    public DateTimeOffset? AgreedAt { get; init; }
}

/// <summary>Two seats renew the lost code of a named reporter, to the contact given at filing only (P21): half of the new one goes there by itself and is seen by no seat; the other half is told by who agreed.</summary>
internal static class Renewing
{
    private const string Rule = "P21";

    public static Decision Ask(CaseState state, CaseCommand.AskRenewal c) =>
        Impossible(c.Facts) is { } refusal ? refusal
        : state.Renewals.Any(r => r.Report == c.Report && r.AgreedAt is null) ? new Refusal("renewalOpen", Rule, "It is asked already; another seat agrees.")
        : new CaseEvent.CodeRenewalAsked(c.Renewal, c.Report, c.Seat, c.At);

    public static Decision Agree(CaseState state, CaseCommand.AgreeRenewal c)
    {
        var asked = state.Renewals.Single(r => r.Id == c.Renewal);
        return asked.AgreedAt is not null ? Decision.Nothing
            : Impossible(c.Facts) is { } refusal ? refusal
            : asked.By == c.Seat ? new Refusal("ownAct", Rule, "Another seat has to agree.")
            : new CaseEvent.CodeRenewed(asked.Id, asked.Report, c.Seat, c.At);
    }

    private static Refusal? Impossible(RenewalFactsOf facts) =>
        !facts.Named ? new("anonymous", Rule, "Nobody knows who reported, so a lost code cannot be renewed; the person can report again.")
        : !facts.Reachable ? new("noContact", Rule, "The reporter left no mail address that may be written to; it goes nowhere else.")
        : null;
}
