using System.Globalization;
using System.Text.RegularExpressions;

namespace Coc.Identity.Features.MovingTheClock;

/// <summary>A step forward in days, hours and minutes, in the form of ISO 8601: <c>P3DT2H</c>.</summary>
internal static partial class Advance
{
    /// <summary>False for anything else: weeks, months, seconds, signs, nothing at all, a step of no length.</summary>
    public static bool TryParse(string? text, out TimeSpan step)
    {
        step = default;
        var match = Form().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        step = new TimeSpan(Number("days"), Number("hours"), Number("minutes"), 0);
        return step > TimeSpan.Zero;

        int Number(string group) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\AP(?:(?<days>[0-9]{1,5})D)?(?:T(?=[0-9])(?:(?<hours>[0-9]{1,6})H)?(?:(?<minutes>[0-9]{1,7})M)?)?\z")]
    private static partial Regex Form();
}
