using Coc.Liaison.Domain.Bodies;
using Coc.Platform.Http;

namespace Coc.Liaison.Features.SettingDuty;

/// <summary>How turns are written, by people and in files.</summary>
internal static class DutyShape
{
    // A rota is made for now: whose turn a day in another century would be is nobody's question.
    private static readonly DateOnly Earliest = new(2000, 1, 1), Latest = new(2100, 1, 1);

    public static void Check(DutyTurns? turns, string at, Check check)
    {
        if (turns is not null)
        {
            check.OneOf(turns.Every, at + ".every", DutyTurns.Lengths).That(DutyTurns.IsZone(turns.TimeZone), at + ".timeZone", "must be the name of a time zone");
            Day(turns.From, at + ".from", check);
        }
    }

    public static void Day(DateOnly? day, string at, Check check) => check.That(day >= Earliest && day <= Latest, at, "must be a day of this century");
}
