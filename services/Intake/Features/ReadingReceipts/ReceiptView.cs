using Coc.Contracts.Channel;
using Coc.Intake.Domain;
using Coc.Intake.Features.KeepingEvidence;

namespace Coc.Intake.Features.ReadingReceipts;

/// <summary>What a receipt shows.</summary>
/// <param name="Kind">report; affected: the page of somebody it happened to, who did not report (P4)</param>
/// <param name="EvidenceNotice">to be shown before somebody chooses a file (P10)</param>
/// <param name="Consents">who may know the reporter, as far as it was asked (P16)</param>
/// <param name="WithdrawnAt">when the reporter said that they would rather we did not go on; we have that, and decide what follows (R65)</param>
/// <param name="FollowUps">complaints about the handling and reports of retaliation, each with a thread of its own (P21)</param>
/// <param name="CheckIn">when we ask next how the reporter fares</param>
/// <param name="AppealBy">until when the decision can be appealed (P15); there once the reporter was told of it, also after they have appealed</param>
/// <param name="Outcome">what came of it, in the words the committee voted for the reporter (P24)</param>
/// <param name="Appeals">the reporter's own</param>
/// <param name="Mediations">offered to them; what the other side answered is not in it (P6)</param>
/// <param name="Apologies">that somebody wrote to say sorry; the words only to who wants to read them (P12)</param>
/// <param name="Comments">what is proposed and they were asked about; to say nothing holds nothing up (R45)</param>
/// <param name="DataRequests">what they asked about what is kept of them, and by when it is answered (P19)</param>
/// <param name="NextDate">when the reporter can expect to hear next</param>
/// <param name="RenewedAt">when another code was last made for this report, because it was said that this one is lost (P21)</param>
/// <param name="RenewedUntil">of such a code: until then it shows the state and what is new, and nothing else</param>
internal sealed record ReceiptView(
    string Kind, string State, string? Body, IReadOnlyList<Reader> Readers, DateTimeOffset? AcknowledgeDue, DateTimeOffset? AcknowledgedAt, IReadOnlyList<MessageView> Messages,
    IReadOnlyList<OwnEvidence> Evidence, string EvidenceNotice, IReadOnlyList<ConsentView> Consents, DateTimeOffset? WithdrawnAt, IReadOnlyList<FollowUpView> FollowUps, string? Outcome, DateTimeOffset? AppealBy,
    IReadOnlyList<WrittenAppeal> Appeals, IReadOnlyList<MediationView> Mediations, IReadOnlyList<OwnApology> Apologies, IReadOnlyList<CommentAsked> Comments, IReadOnlyList<OwnDataRequest> DataRequests, CheckIn? CheckIn, DateTimeOffset? NextDate, DateTimeOffset? RenewedAt, DateTimeOffset? RenewedUntil)
{
    /// <summary>They wish to be told before what was put in place ends (P14).</summary>
    public bool ToldAhead { get; init; }

    public static ReceiptView Of(ReportState report, IReadOnlyList<Reader> readers, IReadOnlyList<FollowUpView> followUps, DateTimeOffset? appealBy, DateTimeOffset now)
    {
        var checkIn = CheckIns.Next(report, now);
        return new(
            report.AffectedOf is null ? "report" : AffectedPage.Kind, report.Word, report.Body, readers, report.AcknowledgeDue, report.AcknowledgedAt, MessageView.Of(report), [.. report.Evidence.Select(OwnEvidence.Of)], UploadNotice.Text,
            [.. report.ConsentsAsked.Select(a => new ConsentView(a.Audience, a.Body, a.Until, Consenting.AnswerOf(report, a.Audience)))],
            report.Thread.FirstOrDefault(e => e.Kind == Entry.Withdrawal)?.At, followUps, OutcomeOf(report), appealBy, report.Appeals, [.. report.Mediations.Select(m => m.AsOf(now))], report.Apologies, report.Comments, report.DataRequests, checkIn,
            NextOf(report, checkIn), report.LastRenewal?.At, report.RenewedUntil)
        {
            ToldAhead = report.Thread.LastOrDefault(e => e.Kind == Entry.ToldAhead) is { Answer: Consenting.Yes },
        };
    }

    // Of the decision that stands: what is looked at again has no outcome yet.
    private static string? OutcomeOf(ReportState report) => report.DecidedAt is null ? null : report.Thread.LastOrDefault(e => e.IsOutcome)?.Text;

    private static DateTimeOffset? NextOf(ReportState report, CheckIn? checkIn) =>
        new[] { report.AcknowledgedAt is null && report.AcknowledgeDue is { } due && !(due > report.NextDate) ? due : report.NextDate, checkIn?.Due }.Min();
}

/// <summary>What followed from a report, or from a room, as who told it sees it.</summary>
/// <param name="Report">to be named in a message that is meant for its readers</param>
/// <param name="Kind">complaint, retaliation; part: another matter of the same letter (P22)</param>
/// <param name="Ground">of a complaint</param>
/// <param name="Text">what was written</param>
internal sealed record FollowUpView(
    Guid Report, string Kind, string? Ground, string? Text, DateTimeOffset At, string State, string? Body, IReadOnlyList<Reader> Readers, DateTimeOffset? AcknowledgeDue,
    DateTimeOffset? AcknowledgedAt, IReadOnlyList<MessageView> Messages, IReadOnlyList<OwnDataRequest> DataRequests, DateTimeOffset? RenewedAt)
{
    /// <param name="own">null in the moment before it is a report</param>
    public static FollowUpView Of(FollowUp told, ReportState? own, IReadOnlyList<Reader> readers) => new(
        told.Report, told.Kind, told.Ground, told.Text, told.At, own?.Word ?? ReceiptWords.HaveIt, own?.Body, readers, own?.AcknowledgeDue, own?.AcknowledgedAt,
        own is null ? [] : MessageView.Of(own), own?.DataRequests ?? [], own?.LastRenewal?.At);

    /// <param name="origin">the report they follow from, whose exclusions hold too; null: a room</param>
    public static async Task<IReadOnlyList<FollowUpView>> OfAsync(IReadOnlyList<FollowUp> told, ReportState? origin, Reports reports, Readers readers, CancellationToken cancellationToken)
    {
        var followed = (await reports.FindAsync([.. told.Select(f => f.Report)], cancellationToken)).ToDictionary(r => r.Id);
        return await Task.WhenAll(told.Select(async f => followed.GetValueOrDefault(f.Report) is { } own
            ? Of(f, own, await readers.OfAsync(own, cancellationToken, origin))
            : Of(f, null, [])));
    }
}

/// <param name="Audience">project, foundation, parent, counsel, eventStaff, lent, outside</param>
/// <param name="Body">the body that asks for the report, or would be asked</param>
/// <param name="Until">until then nobody there learns who the reporter is without a yes; a later answer still counts</param>
/// <param name="Answer">yes, no; null while it is open</param>
internal sealed record ConsentView(string Audience, string Body, DateTimeOffset Until, string? Answer);

/// <param name="From">reporter, committee</param>
/// <param name="Renewed">true: written with a code made for a lost one</param>
internal sealed record MessageView(Guid Id, string From, DateTimeOffset At, string? Text, bool? Renewed = null)
{
    public static IReadOnlyList<MessageView> Of(ReportState report) =>
        [.. report.Thread.Where(e => e.Kind == Entry.Message).Select(e => new MessageView(e.Id, e.From, e.At, e.Text, e.Renewed ? true : null))];
}
