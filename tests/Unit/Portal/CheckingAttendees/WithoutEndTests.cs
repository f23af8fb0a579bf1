using System.Text;
using Coc.Portal.Features.CheckingAttendees;
using Microsoft.AspNetCore.Http;

namespace Coc.Unit.Portal.CheckingAttendees;

/// <summary>Of a form with a list, the list alone goes on, however it comes in.</summary>
public sealed class WithoutEndTests
{
    private const string Boundary = "\r\n--limit";

    private static async Task<string> PassedOnAsync(string written, int atOnce)
    {
        using var to = new MemoryStream();
        await using var content = new WithoutEnd(to, Boundary);
        var bytes = Encoding.UTF8.GetBytes(written);
        for (var at = 0; at < bytes.Length; at += atOnce)
        {
            await content.WriteAsync(bytes.AsMemory(at, Math.Min(atOnce, bytes.Length - at)), TestContext.Current.CancellationToken);
        }

        await content.EndAsync(TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(to.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task What_ends_the_form_stays_behind(int atOnce)
    {
        var list = "account\r\n" + string.Concat(Enumerable.Range(0, 500).Select(n => $"github:somebody-{n}\r\n"));

        (await PassedOnAsync($"{list}{Boundary}--\r\n", atOnce)).ShouldBe(list);
    }

    [Fact]
    public async Task An_empty_list_is_empty() => (await PassedOnAsync($"{Boundary}--\r\n", 3)).ShouldBe("");

    [Fact]
    public async Task What_was_cut_off_is_not_taken_for_a_list() => await Should.ThrowAsync<BadHttpRequestException>(() => PassedOnAsync("account\r\ngithub:somebody", 5));
}
