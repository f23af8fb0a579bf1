using Coc.Portal.Features.Reporting;

namespace Coc.Unit.Portal.Reporting;

/// <summary>Projects are found by what people call them.</summary>
public sealed class ProjectsTests
{
    private static readonly Bodies Known = new(
    [
        new("argo", "Argo", "project", null), new("argocd", "Argo CD", "project", null), new("opentelemetry", "OpenTelemetry", "project", null), new("cafe", "Café", "project", null),
        new("orrery", "Orrery Foundation", "foundation", null),
    ]);

    [Theory]
    [InlineData("argo", "argo")]
    [InlineData("ARGO CD", "argocd")]
    [InlineData("open telemetry", "opentelemetry")]
    [InlineData("cafe", "cafe")]
    [InlineData("telem", "opentelemetry")]
    [InlineData("arg", "argo argocd")]
    [InlineData("orrery", "")]
    [InlineData("  ", "")]
    public void A_name_or_a_part_of_it_finds(string written, string slugs) => string.Join(' ', Known.Meant(written).Select(p => p.Slug)).ShouldBe(slugs);

    [Fact]
    public void What_nobody_knows_is_called_as_it_is() => (Known.NameOf("argocd"), Known.NameOf("gone")).ShouldBe(("Argo CD", "gone"));
}
