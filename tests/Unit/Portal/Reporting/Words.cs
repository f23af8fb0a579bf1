using System.Globalization;
using Coc.Portal.Features.Reporting;
using Microsoft.Extensions.Localization;

namespace Coc.Unit.Portal.Reporting;

/// <summary>Texts without a resource file: the name, and what is filled in.</summary>
internal sealed class Words : IStringLocalizer<ReportTexts>
{
    public LocalizedString this[string name] => new(name, name);

    public LocalizedString this[string name, params object[] arguments] => new(name, $"{name}: {string.Join(' ', arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)))}");

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
}
