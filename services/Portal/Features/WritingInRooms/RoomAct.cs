using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WritingInRooms;

/// <summary>One thing the person can send from the room.</summary>
/// <param name="Name">in the address, and of its texts</param>
/// <param name="To">of the API, below the room</param>
/// <param name="Body">as the API takes it</param>
/// <param name="Fields">of the form; errors of others stand for the whole</param>
internal sealed record RoomAct(string Name, Func<FormState, string> To, Func<FormState, object> Body, params IReadOnlyList<RoomField> Fields)
{
    /// <summary>It answers what was read, so it is refused when that has changed meanwhile. What only adds words arrives whatever else happened.</summary>
    public bool AnswersWhatWasRead { get; init; }

    /// <summary>Wrong in a way that one field alone does not show.</summary>
    public Action<FormState, IStringLocalizer>? AlsoCheck { get; init; }

    public void Check(FormState form, IStringLocalizer words)
    {
        foreach (var field in Fields)
        {
            if (field.Missing is { } missing && form.Text(field.Name) is null)
            {
                form.Wrong(field.Name, words[missing]);
            }
            else if (Written(form, field.Name) is { } text && text.Length > field.Most)
            {
                form.Wrong(field.Name, words["TooLong", text.Length, field.Most]);
            }
        }

        if (form.Fits)
        {
            AlsoCheck?.Invoke(form, words);
        }
    }

    /// <summary>With line ends of one character, as people count them.</summary>
    public static string? Written(FormState form, string field) => form.Text(field)?.ReplaceLineEndings("\n");
}

/// <param name="Most">characters that are taken</param>
/// <param name="Missing">key of what is said when it is empty; null: it may be</param>
internal sealed record RoomField(string Name, int Most, string? Missing = null);
