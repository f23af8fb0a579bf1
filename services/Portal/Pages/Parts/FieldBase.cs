using Microsoft.AspNetCore.Components;

namespace Coc.Portal.Pages.Parts;

/// <summary>What every field of a form has: a name, words around it, what was written, what is wrong.</summary>
public abstract class FieldBase : ComponentBase
{
    [CascadingParameter] public FormState Form { get; set; } = FormState.Empty;

    /// <summary>As in the body that the API takes.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    protected string Id => IdOf(Name);

    protected string? Error => Form.ErrorOf(Name);

    /// <summary>What a screen reader reads after the label.</summary>
    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (null, _) => $"{Id}-error",
        (_, null) => $"{Id}-hint",
        _ => $"{Id}-hint {Id}-error",
    };

    /// <summary>Names have dots; ids are better without.</summary>
    public static string IdOf(string name) => "f-" + name.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal);
}
