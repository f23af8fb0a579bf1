namespace Coc.Portal.Features.AnsweringTransfers;

/// <summary>A case offered from one body to another: rule and codes, never the report.</summary>
/// <param name="NotBefore">until then the reporter may say who must not read</param>
public sealed record Transfer(
    Guid Id, string From, string To, string CodeName, DateTimeOffset OfferedAt, DateTimeOffset NotBefore, DateTimeOffset AnswerBy, string State, string? Rule = null, string? Arbiter = null,
    string? Because = null, string? Reason = null, DateTimeOffset? SettleBy = null)
{
    /// <summary>What each jurisdiction rule says of it.</summary>
    public IReadOnlyList<TransferRule> Rules { get; init; } = [];

    /// <summary>Cases of mine that are about the same persons.</summary>
    public IReadOnlyList<JoinableCase> MayJoin { get; init; } = [];

    /// <summary>Somebody has to answer.</summary>
    public bool IsOpen => State is "offered" or "disputed" or "contested";
}

/// <param name="Because">code of the reason</param>
/// <param name="By">the arbiter that overruled it</param>
public sealed record TransferRule(string Rule, bool Holds, string? Because = null, string? By = null, DateTimeOffset? At = null);

public sealed record JoinableCase(Guid Case, string CodeName);

/// <summary>What the API answered.</summary>
internal sealed record TransferAnswer(Guid Transfer, string State);

/// <summary>On which side of a hand-over a visitor decides; both, where one body acts for the other.</summary>
public sealed record Sides(bool Receiver, bool Sender, bool Arbiter)
{
    /// <summary>What may be tried in this state. Who really may, and when, the API says.</summary>
    public IReadOnlyList<string> Answers(string state) =>
    [
        .. Of(Receiver, "accept", state, "offered", "disputed"),
        .. Of(Receiver, "refuse", state, "offered"),
        .. Of(Receiver, "return", state, "accepted", "contested"),
        .. Of(Sender, "recall", state, "offered", "accepted"),
        .. Of(Receiver || Sender, "dispute", state, "offered", "accepted"),
        .. Of(Arbiter, "settle", state, "disputed", "contested"),
    ];

    private static string[] Of(bool side, string answer, string state, params string[] states) => side && states.Contains(state) ? [answer] : [];
}
