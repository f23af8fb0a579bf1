using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.KeepingDuty;

/// <summary>A rota as a form shows it and as the API takes it.</summary>
internal static class DutyForms
{
    private const int MostPlaces = 20;

    public static string Place(int n) => $"seats[{n.ToString(CultureInfo.InvariantCulture)}]";

    /// <summary>How many places the form has: one for each who decides.</summary>
    public static int Places(BodyCard body) => Math.Min(MostPlaces, body.Responders.Count);

    public static FormState Of(Rota rota, string? version) => FormState.Of(
    [
        ("etag", version), ("turns.every", rota.Turns?.Every), ("turns.from", rota.Turns?.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("turns.timeZone", rota.Turns?.TimeZone ?? "UTC"),
        .. rota.Seats.Select((s, n) => (Place(n), (string?)s.Seat.ToString())),
    ]);

    public static void Check(FormState form, IStringLocalizer<DutyTexts> words)
    {
        if (form["turns.every"].Length > 0 && form.Day("turns.from") is null)
        {
            form.Wrong("turns.from", words["DayMissing"]);
        }

        var seats = Seats(form);
        if (seats.Distinct().Count() < seats.Count)
        {
            form.Wrong(Place(0), words["Twice"]);
        }
    }

    public static object Wanted(FormState form) => new
    {
        Seats = Seats(form),
        Turns = form["turns.every"].Length == 0 ? null : new { Every = form["turns.every"], From = form.Day("turns.from"), TimeZone = form["turns.timeZone"] },
    };

    private static List<string> Seats(FormState form) => [.. Enumerable.Range(0, MostPlaces).Select(n => form[Place(n)]).Where(s => s.Length > 0)];
}
