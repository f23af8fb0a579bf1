using Microsoft.AspNetCore.Antiforgery;

namespace Coc.Portal.Pages;

/// <summary>A form that did not come from a page of ours is refused here, before anything reads it.</summary>
internal sealed class FormsWithTokens(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false } invalid
        ? throw new BadHttpRequestException("No valid token.", StatusCodes.Status400BadRequest, invalid.Error ?? new AntiforgeryValidationException("No valid token."))
        : next(context);
}
