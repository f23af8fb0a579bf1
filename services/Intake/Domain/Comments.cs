using System.Text.Json.Serialization;

namespace Coc.Intake.Domain;

/// <summary>What the committee proposes, and asks this person's view of (R45). The question is a message of the thread.</summary>
/// <param name="Message">the message that asks</param>
/// <param name="State">open, ended; over with its time too</param>
/// <param name="Appeal">the appeal whose committee asks, and alone reads the answer (P15)</param>
/// <param name="Said">the own answers</param>
internal sealed record CommentAsked(Guid Id, Guid Message, string State, DateTimeOffset Until, [property: JsonIgnore] Guid? Appeal, IReadOnlyList<OwnComment> Said)
{
    public const string Open = "open";
    public const string Over = "ended";

    public bool IsOpen(DateTimeOffset now) => State == Open && now < Until;
}

/// <param name="Text">null when erased</param>
internal sealed record OwnComment(Guid Id, DateTimeOffset At, string? Text);

/// <summary>Which question an answer is about, and whether it can still be given. To say nothing is no answer, and holds nothing up.</summary>
internal static class Comments
{
    private static readonly RoomRefusal Over = new("commentTimeOver", "R45", "The time to comment is over. You can write to us in a message.");

    /// <summary>The one named, or the only open one; null: there is none, or more than one.</summary>
    public static CommentAsked? Meant(IReadOnlyList<CommentAsked> all, Guid? named, DateTimeOffset now) =>
        named is { } id ? all.FirstOrDefault(c => c.Id == id) : all.Where(c => c.IsOpen(now)).ToList() is [var only] ? only : null;

    public static RoomRefusal? Refused(CommentAsked asked, DateTimeOffset now) => asked.IsOpen(now) ? null : Over;

    public static IReadOnlyList<CommentAsked> With(IReadOnlyList<CommentAsked> all, ReportEvent.CommentMoved e) =>
        [.. all.Where(c => c.Id != e.Request), new(e.Request, e.Message, e.State, e.Until, e.Appeal, all.FirstOrDefault(c => c.Id == e.Request)?.Said ?? [])];

    public static IReadOnlyList<CommentAsked> With(IReadOnlyList<CommentAsked> all, ReportEvent.ReporterCommented e, DateTimeOffset at) =>
        [.. all.Select(c => c.Id == e.Request ? c with { Said = [.. c.Said, new(e.Entry, at, e.Text.Value)] } : c)];
}
