namespace Pengcheng.Sandbox.Faults;

/// <summary>The faults that are the same at every endpoint: late, silent, or down.</summary>
public static class HttpFaults
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(5);

    /// <summary>Plays a fault that stands before the work. Null: go on with the work.</summary>
    public static async Task<IResult?> Before(this HttpContext context, Fault? fault, TimeProvider time)
    {
        switch (fault?.Kind)
        {
            case Kinds.Delay:
                await Task.Delay(TimeSpan.FromMilliseconds(fault.Milliseconds ?? 1_000), time, context.RequestAborted);
                return null;
            case Kinds.Down:
                return Problems.Of(503, "partner.down", "The partner system is down (fault button).", "对方系统停机（故障按钮）。");
            case Kinds.Drop:
                return await context.NeverAnswer(time);
            default:
                return null;
        }
    }

    /// <summary>Holds the connection until the caller gives up.</summary>
    public static async Task<IResult> NeverAnswer(this HttpContext context, TimeProvider time)
    {
        try
        {
            await Task.Delay(LongestSilence, time, context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller gave up, as the fault intends.
            return Results.Empty;
        }
        context.Abort();
        return Results.Empty;
    }

    /// <summary>Stands before the token endpoint, which OpenIddict serves.</summary>
    public static async Task BeforeTokens(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path != "/connect/token")
        {
            await next(context);
            return;
        }
        var services = context.RequestServices;
        var fault = await services.GetRequiredService<FaultBook>().Take("identity", "");
        var answer = fault?.Kind == Kinds.Refuse
            ? Results.Json(new { error = fault.Code ?? "invalid_client", error_description = "Fault button." }, statusCode: 401)
            : await context.Before(fault, services.GetRequiredService<TimeProvider>());
        if (answer is null) await next(context);
        else await answer.ExecuteAsync(context);
    }
}
