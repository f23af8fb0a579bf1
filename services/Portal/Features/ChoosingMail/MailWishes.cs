using System.Globalization;
using Coc.Portal.Pages.Parts;
using Coc.Portal.Seats;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChoosingMail;

/// <summary>What I want mail about, and when.</summary>
/// <param name="Mail">false: no mail goes out from here at all</param>
/// <param name="Kinds">by kind: atOnce, digest, off</param>
public sealed record MailWishes(bool Mail, string TimeZone, int DigestHour, IReadOnlyDictionary<string, string> Kinds, QuietHours? Quiet = null);

public sealed record QuietHours(string From, string To);

/// <summary>The same as a form shows it and as the API takes it.</summary>
internal static class MailForm
{
    public static readonly string[] Choices = ["atOnce", "digest", "off"];
    private static readonly string[] Quiet = ["quiet.from", "quiet.to"];

    public static FormState Of(MailWishes wishes) => FormState.Of(
    [
        ("timeZone", wishes.TimeZone), ("digestHour", wishes.DigestHour.ToString(CultureInfo.InvariantCulture)), ("quiet.from", wishes.Quiet?.From), ("quiet.to", wishes.Quiet?.To),
        .. wishes.Kinds.Select(k => ($"kinds.{k.Key}", (string?)k.Value)),
    ]);

    public static void Check(FormState form, IStringLocalizer<MailWishesTexts> words)
    {
        foreach (var field in Quiet.Where(f => Quiet.Any(q => form[q].Length > 0) && !IsTime(form[f])))
        {
            form.Wrong(field, words["TimeWrong"]);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(form["timeZone"], out _))
        {
            form.Wrong("timeZone", words["TimeZoneWrong"]);
        }
    }

    private static bool IsTime(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static object Wanted(FormState form, IEnumerable<string> kinds) => new
    {
        TimeZone = form.Text("timeZone"),
        DigestHour = form.Number("digestHour"),
        Quiet = form["quiet.from"].Length + form["quiet.to"].Length == 0 ? null : new { From = form["quiet.from"], To = form["quiet.to"] },
        Kinds = kinds.Where(k => form[$"kinds.{k}"].Length > 0).ToDictionary(k => k, k => form[$"kinds.{k}"]),
    };
}
