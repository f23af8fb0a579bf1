using Coc.Portal.Pages.Measures;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.ChangingSanctions;

/// <summary>Something that seats of the panel do with a measure. Each is a form, a last look where it cannot be taken back, and one call of the API.</summary>
/// <param name="Name">in the page's address, and of its texts</param>
/// <param name="Call">of the API</param>
public abstract record Change(string Name, string Call)
{
    public static IReadOnlyList<Change> All { get; } = [new Lift(), new Release(), new Review(), new Amend(), new Offer()];

    /// <summary>Names of what is written.</summary>
    public abstract IReadOnlyList<string> Fields { get; }

    /// <summary>The form as it begins.</summary>
    public virtual FormState Begin(SanctionView sanction) => FormState.Of();

    /// <summary>Whether what would be sent is looked at once more.</summary>
    public virtual bool LooksAgain(FormState form) => true;

    internal abstract void Check(FormState form, IStringLocalizer words);

    internal abstract object Body(FormState form);

    /// <summary>What would be sent, for the last look.</summary>
    internal abstract IEnumerable<(string Label, string Text)> Facts(FormState form, IStringLocalizer words, IStringLocalizer measures);

    /// <summary>Each line, or each tick, one.</summary>
    protected static IReadOnlyList<string> Several(FormState form, string field) =>
        [.. form.All(field).SelectMany(v => v.Split(['\n', '\r', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];

    private protected static void Required(FormState form, string field, string text)
    {
        if (form[field].Length == 0)
        {
            form.Wrong(field, text);
        }
    }
}
