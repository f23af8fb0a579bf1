using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.AnsweringConflicts;

/// <summary>What somebody says about their ties, read from a form. Several questions stand on one page, so the names of their fields begin with which one it is.</summary>
internal static class ConflictStatement
{
    private const int MostAreas = 20;
    private const int LongestArea = 100;
    private const int LongestReason = 5_000;

    /// <summary>Of a field's name.</summary>
    public static string Field(Guid request, string name) => $"r{request:N}.{name}";

    public static void Check(FormState form, Guid request, IStringLocalizer<ConflictTexts> words)
    {
        if (form[Field(request, "answer")] is not ("none" or "soft" or "hard"))
        {
            form.Wrong(Field(request, "answer"), words["AnswerMissing"]);
        }

        var areas = AreasOf(form, request);
        if (areas.Count > MostAreas || areas.Any(a => a.Length > LongestArea))
        {
            form.Wrong(Field(request, "areas"), words["AreasTooMany"]);
        }

        if (form[Field(request, "reason")].Length > LongestReason)
        {
            form.Wrong(Field(request, "reason"), words["ReasonTooLong"]);
        }
    }

    /// <summary>Areas are said with an answer that has some, and nowhere else.</summary>
    public static object Body(FormState form, Guid request)
    {
        var answer = form[Field(request, "answer")];
        return new { answer, areas = answer == "soft" ? AreasOf(form, request) : [], reason = form.Text(Field(request, "reason")), seen = form.Text("seen") };
    }

    private static IReadOnlyList<string> AreasOf(FormState form, Guid request) => Lines.Of(form[Field(request, "areas")]);
}
