using Coc.EventStore;
using Coc.Intake.Domain;
using Coc.Mailing;
using Coc.Platform;
using Coc.Platform.Time;

namespace Coc.Intake.Notifying;

/// <summary>Mail to reporters, only where they allowed it and left an address (P21): what is queued is the report's id.</summary>
internal sealed class ReporterNews(MailSwitch mail, DomainClock clock)
{
    /// <summary>They are asked how they fare (P21).</summary>
    public const string CheckIn = "checkIn";

    private const string Kind = "news";

    /// <summary>For the transaction in which these events are stored: the committee's words, its questions and where a mediation stands are news.</summary>
    public IEnumerable<StoreStatement> Of(ReportState report, IReadOnlyList<ReportEvent> events, Guid thing) => [.. Words(report, events, thing), .. Asked(report, events, thing)];

    private IEnumerable<StoreStatement> Words(ReportState report, IReadOnlyList<ReportEvent> events, Guid thing) =>
        mail.IsOn && events.Any(e => e is ReportEvent.CommitteeWrote or ReportEvent.ConsentAsked or ReportEvent.MediationMoved or ReportEvent.ApologyBrought) && AddressOf(report) is not null
        ? [new News(Ids.V5(thing, $"mail:{report.Id}"), report.Id, MailTexts.News, Kind, thing, null, null, null, Urgent: false, mail.Collected(clock.GetUtcNow())).Queue()]
        : [];

    // Decided: two, six and twelve weeks later they are asked on their page, and told that something is there. Whether it is still to be asked is looked at when the mail goes.
    private IEnumerable<StoreStatement> Asked(ReportState report, IReadOnlyList<ReportEvent> events, Guid thing)
    {
        var now = clock.GetUtcNow();
        return mail.IsOn && report.DecidedAt is null && events.Aggregate(report, (state, e) => ReportState.Evolve(state, e, state.Id, now)).DecidedAt is { } decided && AddressOf(report) is not null
            ? CheckIns.After.Select((after, i) => new News(Ids.V5(thing, $"checkIn:{i}:{report.Id}"), report.Id, MailTexts.News, CheckIn, thing, null, null, null, Urgent: false, mail.Collected(decided + after)).Queue())
            : [];
    }

    /// <summary>For the transaction in which a lost code is renewed.</summary>
    public IEnumerable<StoreStatement> OfRenewal(ReportState report, IReadOnlyList<ReportState> origins, Guid renewal) => mail.IsOn && RenewalAddressOf(report, origins) is not null
        ? [new News(Ids.V5(renewal, $"mail:{report.Id}"), report.Id, MailTexts.Renewal, Kind, renewal, null, null, null, Urgent: true, clock.GetUtcNow()).Queue()]
        : [];

    /// <summary>Where a code may go that is renewed: what somebody else wrote down may be their own address, and no forwarder gets the reporter's code (P5).</summary>
    public static string? RenewalAddressOf(ReportState report, IReadOnlyList<ReportState> origins) => report.Forwarded is null ? AddressOf(report, origins) : null;

    /// <summary>The same for what came of another report: an address that was written down there by somebody else is written to from nowhere else, also where it once went along.</summary>
    /// <param name="origins">what the report came from, as far up as it goes</param>
    public static string? AddressOf(ReportState report, IReadOnlyList<ReportState> origins) => origins.Any(o => o.Forwarded is not null) ? null : AddressOf(report);

    /// <summary>Null where nobody may write: not allowed, no address among what was left as a contact, or erased; and where somebody else wrote it down and did not read it back to the reporter.</summary>
    public static string? AddressOf(ReportState report) =>
        report.Forwarded is not { ReadBack: not true } && report.Filed.Text.Value?.Reporter is { MayWrite: true, Contact: { } contact } && MailSettings.IsAddress(contact.Trim()) ? contact.Trim() : null;
}
