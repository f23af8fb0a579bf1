using Coc.EventStore;
using Coc.Platform;

namespace Coc.Intake.Domain;

/// <summary>
/// The page of somebody it happened to, who did not report (P4): a thread of its own with a receipt's rights, by a code of their own. It is a report's stream that begins with an invitation
/// instead of an account of what happened; nobody is routed to for it, and nothing of the report is in it but who they are.
/// </summary>
internal static class AffectedPage
{
    public const string Kind = "affected";
    private const string Channel = "panel";

    /// <summary>The same for the person in the report and for the page.</summary>
    public static Guid IdOf(ReportState report, int index) => report.AffectedOf is null ? Ids.V5(report.Id, $"affected:{index}") : report.Id;

    /// <summary>The page as a report: all that is in it belongs to this one person.</summary>
    public static ReportEvent.ReportFiled Filed(Guid page, ReportEvent.AffectedInvited e)
    {
        var text = new FiledText("", null, null, null, null, null, [], [], null, null, new("anonymous", null, null, null, false), [], null);
        return new(
            e.Incident, Kind, Channel, Urgency.Normal, e.Projects, e.Event, false, null, false, new Sensitive<FiledText>(e.Person.Erased ? null : text, Owners.Reporter(page), e.Person.Erased), [], [e.Person]);
    }

    /// <summary>Somebody it happened to is not known to know of the report. Who reported knows of it; of the others who is said to, and who came to their page.</summary>
    public static bool HasUnaware(ReportState report, IReadOnlyList<ReportState> pages) => report.Filed.Affected
        .Select((a, i) => (a.Value, Id: IdOf(report, i)))
        .Any(a => a.Value is { Self: false, KnowsOfReport: not "yes" } && !pages.Any(p => p.Id == a.Id && p.HasEntered));
}
