using System.Text;
using Coc.Portal.Pages.Uploads;
using Microsoft.AspNetCore.Http;

namespace Coc.Unit.Portal.Uploads;

/// <summary>Of a form with a file only what stands before the file is read; the file goes on as it comes.</summary>
public sealed class FormHeadTests
{
    private const string Boundary = "----b0undary";

    private const string Fields =
        $"--{Boundary}\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n7K9M\r\n--{Boundary}\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\n\r\n";

    private const string File = $"--{Boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"ñ.png\"\r\nContent-Type: image/png\r\n\r\n";

    private const string Ending = $"\r\n--{Boundary}--\r\n";

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void Fields_before_the_file_are_read_and_the_file_is_not()
    {
        var head = FormHead.Read(Bytes(Fields + File + "content"), Boundary)!;

        (head.Fields["code"].ToString(), head.Fields["source"].ToString(), head.FileName).ShouldBe(("7K9M", "", "ñ.png"));
        head.End.ShouldBe(Bytes(Fields + File).Length);
    }

    [Fact]
    public void Of_less_than_the_whole_head_nothing_is_concluded()
    {
        var whole = Bytes(Fields + File);

        for (var length = 0; length < whole.Length; length++)
        {
            FormHead.Read(whole.AsSpan(0, length), Boundary).ShouldBeNull();
        }
    }

    [Fact]
    public void A_form_without_a_file_ends() => FormHead.Read(Bytes(Fields + $"--{Boundary}--\r\n"), Boundary)!.FileName.ShouldBeNull();

    [Theory]
    [InlineData("nothing of the kind, and long enough to see that")]
    [InlineData($"--{Boundary}\r\nContent-Type: text/plain\r\n\r\nx")]
    public void Anything_else_is_refused(string body) => Should.Throw<BadHttpRequestException>(() => FormHead.Read(Bytes(body), Boundary));

    [Fact]
    public async Task What_goes_on_is_the_file_byte_for_byte_and_its_length_is_known()
    {
        var content = Enumerable.Range(0, 200_000).Select(i => (byte)i).ToArray();
        byte[] body = [.. Bytes(Fields + File), .. content, .. Bytes(Ending)];
        var context = new DefaultHttpContext();
        context.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body);

        var form = await StreamedForm.ReadAsync(context);
        using var rest = new MemoryStream();
        await form.CopyRestAsync(rest, TestContext.Current.CancellationToken);

        rest.ToArray().ShouldBe([.. content, .. Bytes(Ending)]);
        form.RestLength.ShouldBe(rest.Length);
    }

    [Fact]
    public async Task A_form_whose_fields_never_end_is_refused()
    {
        var context = new DefaultHttpContext();
        context.Request.ContentType = $"multipart/form-data; boundary={Boundary}";
        context.Request.Body = new MemoryStream(Bytes($"--{Boundary}\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n" + new string('x', 2_000_000)));

        await Should.ThrowAsync<BadHttpRequestException>(() => StreamedForm.ReadAsync(context));
    }
}
