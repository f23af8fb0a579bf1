namespace Coc.Portal.Features.FollowingReports;

/// <summary>What <c>GET /api/receipt</c> answers, as far as it is shown.</summary>
/// <param name="Kind">report; affected: the page of somebody it happened to, who did not report</param>
/// <param name="RenewedAt">when another code was last made for a lost one</param>
/// <param name="RenewedUntil">of such a code: until then it shows what is new, and nothing else</param>
public sealed record OwnReport(
    string Kind, string State, string? Body, IReadOnlyList<OwnReport.Reader>? Readers, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, IReadOnlyList<OwnReport.Message>? Messages,
    IReadOnlyList<OwnReport.Piece>? Evidence, IReadOnlyList<OwnReport.ConsentAsked>? Consents, DateTimeOffset? WithdrawnAt, IReadOnlyList<OwnReport.FollowUp>? FollowUps, string? Outcome,
    DateTimeOffset? AppealBy, IReadOnlyList<OwnReport.Appeal>? Appeals, IReadOnlyList<OwnReport.Mediation>? Mediations, IReadOnlyList<OwnReport.Apology>? Apologies,
    IReadOnlyList<OwnReport.Comment>? Comments, IReadOnlyList<OwnReport.DataRequest>? DataRequests, OwnReport.Asking? CheckIn, DateTimeOffset? NextDate, DateTimeOffset? RenewedAt,
    DateTimeOffset? RenewedUntil, bool ToldAhead)
{
    public bool IsAffected => Kind == "affected";

    /// <summary>It was opened with a code made for a lost one.</summary>
    public bool IsRenewed => RenewedUntil is not null;

    public sealed record Reader(Guid Seat, string? Name);

    /// <param name="From">reporter, committee</param>
    /// <param name="Text">null when erased</param>
    public sealed record Message(Guid Id, string From, DateTimeOffset At, string? Text, bool? Renewed)
    {
        public bool IsOwn => From == "reporter";
    }

    public sealed record Piece(Guid Id, DateTimeOffset At, string? Name, long? Size, string? Sha256, string? Source, DateTimeOffset? CapturedAt);

    public sealed record ConsentAsked(string Audience, string Body, DateTimeOffset Until, string? Answer);

    /// <param name="Kind">complaint, retaliation, part</param>
    public sealed record FollowUp(
        Guid Report, string Kind, string? Ground, string? Text, DateTimeOffset At, string State, string? Body, IReadOnlyList<Reader>? Readers, DateTimeOffset? AcknowledgeDue,
        DateTimeOffset? AcknowledgedAt, IReadOnlyList<Message>? Messages, IReadOnlyList<DataRequest>? DataRequests, DateTimeOffset? RenewedAt);

    public sealed record Appeal(Guid Id, DateTimeOffset At, IReadOnlyList<string>? Grounds, string? Text);

    /// <param name="State">asked, takesPlace, agreement, ended</param>
    /// <param name="Answer">the own one</param>
    public sealed record Mediation(Guid Id, string State, DateTimeOffset? Until, string? Answer)
    {
        public bool IsOpen => State is "asked" or "takesPlace";
    }

    /// <param name="Text">only for who wants to read it</param>
    public sealed record Apology(Guid Id, DateTimeOffset At, string? Answer, string? Text);

    /// <param name="Message">the message that asks</param>
    /// <param name="State">open, ended</param>
    public sealed record Comment(Guid Id, Guid Message, string State, DateTimeOffset Until, IReadOnlyList<Comment.Answer>? Said)
    {
        public sealed record Answer(Guid Id, DateTimeOffset At, string? Text);
    }

    /// <param name="State">open, extended, granted, partly, refused</param>
    public sealed record DataRequest(Guid Id, string Kind, DateTimeOffset At, string? Text, string State, string? Ground, DateTimeOffset Due, string? Answer);

    /// <param name="Open">it is asked now</param>
    public sealed record Asking(DateTimeOffset Due, bool Open);
}
