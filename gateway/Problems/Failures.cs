using Microsoft.AspNetCore.Diagnostics;

namespace Pengcheng.Gateway.Problems;

/// <summary>Answers for what nothing else caught.</summary>
internal static class Failures
{
    public static Task AnswerAsync(HttpContext http) =>
        Problem.WriteAsync(http, http.Features.Get<IExceptionHandlerFeature>()?.Error switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => EdgeError.BodyTooLarge,
            BadHttpRequestException => EdgeError.Unreadable,
            _ => EdgeError.Internal,
        });
}
