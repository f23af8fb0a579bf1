using Coc.Gateway.Health;

namespace Coc.Unit.Gateway;

public sealed class PartsTests
{
    [Theory]
    [InlineData("ready", "ready", "ready", "ready")]
    [InlineData("degraded", "ready", "ready", "degraded")]
    [InlineData("ready", "degraded", "ready", "degraded")]
    [InlineData("ready", "ready", "unavailable", "degraded")]
    [InlineData("unavailable", "ready", "ready", "unavailable")]
    [InlineData("ready", "unavailable", "ready", "unavailable")]
    public void Intake_and_Identity_make_it_ready_and_the_rest_only_whole(string intake, string identity, string cases, string whole) =>
        Parts.Sum(new Dictionary<string, string> { ["intake"] = intake, ["identity"] = identity, ["cases"] = cases }).ShouldBe(whole);
}
