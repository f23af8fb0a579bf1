using System.Net;
using System.Text;
using Coc.Portal.Talking;

namespace Coc.Unit.Portal;

/// <summary>The API as a page meets it: an answer by path, and 404 for everything else. Remembers what it was asked.</summary>
internal sealed class AnswersByPath : HttpMessageHandler
{
    private readonly Dictionary<string, (HttpStatusCode Status, string Json)> answers = [];

    public List<string> Asked { get; } = [];

    public Api Api => new(new HttpClient(this, disposeHandler: false) { BaseAddress = new("http://door.example") }, new Visitor { AccessToken = "token" });

    public AnswersByPath With(string path, string json, HttpStatusCode status = HttpStatusCode.OK)
    {
        answers[path] = (status, json);
        return this;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        lock (Asked)
        {
            Asked.Add(path);
        }

        var (status, json) = answers.TryGetValue(path, out var known) ? known : answers.GetValueOrDefault(request.RequestUri.AbsolutePath, (HttpStatusCode.NotFound, """{"code":"notFound"}"""));
        return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, (int)status < 400 ? "application/json" : "application/problem+json") });
    }
}
