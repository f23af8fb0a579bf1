using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Intake.Features.ReadingReports;

/// <summary>
/// What handlers get of a report. The identity behind an anonymous or sealed report, or one without consent for these readers (P16), stays out, also where it shows up as an affected person;
/// who somebody under age is, two seats read (P10), and for the others there is that they are under age, and what was said of knowing and contact;
/// complaints and exclusions are not theirs to read (P11, P21), nor what is said about an appeal, unless they decide it (P15).
/// </summary>
internal static class HandlerView
{
    private const string Gone = "";

    /// <param name="appeal">the appeal that the reading case decides</param>
    public static ReportContent Of(ReportState report, Readership readers, StatedComplaint? complaint = null, Guid? appeal = null)
    {
        var filed = report.Filed;
        var text = filed.Text.Value;
        var open = !Consenting.IsSealed(report, readers);
        var minor = filed.Affected.Any(a => a.Value is { Self: true } self && readers.Withholds(self)); // who reported is who it is about
        var named = open && !minor;
        return new(
            report.Id, report.ReceivedAt, filed.Channel, filed.Kind, filed.Urgency, filed.Projects, filed.Event, text?.Spaces ?? [],
            text?.Description ?? Gone, text?.CodeSection, text?.WhatWouldHelp, text?.Language, text?.AccessNeeds, filed.SafetyConcern, text?.About,
            text?.Occurred is { } o ? new OccurredInterval(o.From, o.To, o.Ongoing) : null,
            IdentifyingSubjects.IdentifyingSubjects.Stated(report),
            [.. filed.Affected.Select((a, i) => (a.Value is { } person ? Stated(person, person.Self && !open, readers.Withholds(person)) : new(false, null, [], null, null, null, null)) with { Id = AffectedPage.IdOf(report, i) })],
            new StatedReporter(text?.Reporter.Kind ?? "anonymous", named ? text!.Reporter.Name : null, named ? text!.Reporter.Contact : null, text?.Reporter.MayWrite ?? false),
            [.. report.Thread.Where(e => e.Appeal is null || e.Appeal == appeal).Select(e => new ThreadEntry(e.Id, e.From, e.At, e.Kind, e.Text, e.Answer, e.Renewed ? true : null))])
        {
            MinorWithheld = minor && open,
            IdentitySealed = !open && text?.Reporter is { IsNamed: true },
            Forwarded = report.Forwarded is { } f ? new(f.Seat, f.Body, f.As, f.ReporterConsent, f.ReadBack, f.Context?.Value, f.Witness?.Value) : null,
            Complaint = complaint,
        };
    }

    private static StatedAffected Stated(Affected a, bool hide, bool minor) => hide || minor
        ? new(a.Self, null, [], null, a.KnowsOfReport, a.Minor, a.MayBeContacted) { MinorWithheld = minor }
        : new(a.Self, a.Name, a.Accounts, a.Contact, a.KnowsOfReport, a.Minor, a.MayBeContacted);
}
