using System.Text.Json.Nodes;
using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>The form of one command.</summary>
/// <param name="Command">as <c>allowed</c> names it</param>
/// <param name="Home">the part of the case's page it belongs to</param>
public sealed record CommandForm(string Command, CaseTab Home, params IReadOnlyList<CommandField> Fields)
{
    /// <summary>Where the command has one, what it is done to is in its address: <c>proposals/{of}/votes</c>.</summary>
    public Func<CaseShown, string, string>? PathOf { get; init; }

    /// <summary>Where the body is not the fields as they are.</summary>
    public Func<FormState, JsonObject, JsonObject>? Shape { get; init; }

    /// <summary>Checks of the whole, before anything is sent; adds to the form's errors.</summary>
    public Action<FormState, CommandSetting>? Check { get; init; }

    public bool NeedsFiles { get; init; }

    public bool NeedsSpaces { get; init; }

    /// <summary>It is not to be undone easily: the button says so by its colour.</summary>
    public bool IsGrave { get; init; }

    /// <summary>What the answer shows once and never again: the name of it in the answer.</summary>
    public string? Once { get; init; }

    /// <summary>The case may not be there for this visitor any more afterwards.</summary>
    public bool MayLeave { get; init; }

    public string PathIn(CaseShown shown, FormState form)
    {
        var of = Uri.EscapeDataString(form[Of]);
        return PathOf is { } path ? path(shown, of)
            : Fields.Any(f => f.InPath) ? Command.IndexOf('/', StringComparison.Ordinal) is > 0 and var at ? $"{Command[..at]}/{of}{Command[at..]}" : $"{Command}/{of}"
            : Command;
    }

    /// <summary>The field that is part of the address.</summary>
    public const string Of = "of";
}
