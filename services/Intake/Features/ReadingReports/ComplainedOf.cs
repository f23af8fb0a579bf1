using Coc.Contracts.Channel;
using Coc.Intake.Domain;

namespace Coc.Intake.Features.ReadingReports;

/// <summary>What who hears a complaint is told of the handling complained of: dates, and nothing of the matter (P21).</summary>
internal static class ComplainedOf
{
    /// <param name="of">the reporter's report</param>
    public static StatedComplaint By(ReportState complaint, ReportState of) => new(
        Ground(complaint), complaint.Filed.AboutBody, of.Word, of.ReceivedAt, of.AcknowledgeDue, of.AcknowledgedAt, of.Thread.LastOrDefault(e => e.From == "committee")?.At);

    /// <param name="of">the accused person's room</param>
    public static StatedComplaint By(ReportState complaint, RoomState of, DateTimeOffset now) => new(
        Ground(complaint), complaint.Filed.AboutBody, RoomWords.Of(of, now), of.Items.Select(i => (DateTimeOffset?)i.At).Min() ?? complaint.ReceivedAt, null, null, of.Items.Select(i => (DateTimeOffset?)i.ChangedAt).Max());

    private static string Ground(ReportState complaint) => complaint.Filed.Text.Value?.Ground ?? "";
}
