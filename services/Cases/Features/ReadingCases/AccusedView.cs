using Coc.Cases.Domain;

namespace Coc.Cases.Features.ReadingCases;

/// <summary>What a panel sees of its accused people's side. Codes are shown nowhere; what was written is read through <c>/rooms/{room}</c>.</summary>
internal static class AccusedView
{
    public static IEnumerable<object> Hearings(CaseState state) => state.Hearings.Select(h => new
    {
        h.Id, h.Person, h.Response, h.Transcribed, h.ReasonForNone, h.By, h.At, h.Entry, CorrectBy = Domain.Hearings.CorrectBy(state, h), Checked = Domain.Hearings.StateOf(state, h),
        Correction = state.Accused.Checked.GetValueOrDefault(h.Id),
    });

    public static IEnumerable<object> Notices(CaseState state) => state.Accused.Notices.Select(n => new
    {
        n.Id, n.Person, When = n.LookAgain is null ? "now" : "later", n.Summary, n.Why, n.LookAgain, n.By, n.At,
    });

    public static IEnumerable<object> Considered(CaseState state) => state.Accused.Considered.Select(c => new { c.Safety, c.Wish, c.By, c.At });

    /// <summary>Without those against the reading seat: the others judge them.</summary>
    public static IEnumerable<object> Objections(CaseState state, Guid seat) => state.Accused.Objections.Where(o => o.Seat != seat).Select(o => new { o.Id, o.Seat, o.Room, o.At, o.State });

    public static IEnumerable<object> Rooms(CaseState state) => state.Accused.Rooms.Select(r => new
    {
        r.Id, r.Person, r.EnteredAt, AnswerBy = r.AnswerUntil, AppealBy = Releasing.AppealBy(state, r.Person), Entries = r.Entries.Select(e => new { e.Id, e.Kind, e.At }),
    });
}
