using Coc.Portal.Features.ReadingCases;
using Coc.Portal.Pages.Parts;
using Microsoft.Extensions.Localization;

namespace Coc.Portal.Features.WorkingOnCases;

/// <summary>What a form is made from: the case, the words, and what else there is to choose from.</summary>
public sealed record CommandSetting(CaseScene Scene, IStringLocalizer CaseWords, IStringLocalizer Words)
{
    public CaseShown Case => Scene.Case;

    /// <summary>Spaces of the bodies concerned.</summary>
    public IReadOnlyList<string> Spaces { get; init; } = [];

    /// <summary>Files of the case; filled only for forms that ask for some, because the list is a recorded read.</summary>
    public IReadOnlyList<FileShown> Files { get; init; } = [];

    /// <summary>What a link named.</summary>
    public string? Of { get; init; }

    public string Seat(Guid? seat) => Who.Of(CaseWords, Scene, seat);

    public string Thread(Guid thread) => ThreadName.Of(CaseWords, Scene, thread);

    public string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("d", System.Globalization.CultureInfo.CurrentCulture);

    public string Word(string kind, string? word) => CaseWords.Of(kind, word);

    /// <summary>The words of the API, each under the one that people read.</summary>
    public IReadOnlyList<Choice> Choose(string kind, IEnumerable<string> words) =>
        [.. words.Select(w => new Choice(w, Word(kind, w), CaseWords[$"{kind}.{w}.Hint"] is { ResourceNotFound: false } hint ? hint.Value : null))];
}
