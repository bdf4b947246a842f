/* Stand-ins for the two CUDA libraries that the Linux wheels of torch 2.13.0 link even where only the CPU is used:
 * without them the loader refuses libtorch_cpu.so, and with the real ones a CPU build would download 15 MB more.
 * Every function says "no such driver", which is what libtorch hears on any machine without a GPU.
 *
 * get-libtorch.sh compiles this file twice, with -DCUDART for libcudart.so.13 and with -DCUPTI for libcupti.so.13.
 */

#define ABSENT(name) int name(void) { return 999; }

#ifdef CUDART
ABSENT(cudaDeviceSynchronize)
ABSENT(cudaDriverGetVersion)
ABSENT(cudaGetDeviceCount)
ABSENT(cudaGetDeviceProperties)
ABSENT(cudaRuntimeGetVersion)
const char *cudaGetErrorString(int error) { (void)error; return "built without CUDA"; }
#endif

#ifdef CUPTI
ABSENT(cuptiActivityDisable)
ABSENT(cuptiActivityEnable)
ABSENT(cuptiActivityEnableCudaEventDeviceTimestamps)
ABSENT(cuptiActivityEnableDriverApi)
ABSENT(cuptiActivityEnableRuntimeApi)
ABSENT(cuptiActivityFlushAll)
ABSENT(cuptiActivityGetNextRecord)
ABSENT(cuptiActivityGetNumDroppedRecords)
ABSENT(cuptiActivityPopExternalCorrelationId)
ABSENT(cuptiActivityPushExternalCorrelationId)
ABSENT(cuptiActivityRegisterCallbacks)
ABSENT(cuptiActivityRegisterTimestampCallback)
ABSENT(cuptiActivitySetAttribute)
ABSENT(cuptiEnableCallback)
ABSENT(cuptiEnableDomain)
ABSENT(cuptiFinalize)
ABSENT(cuptiGetCallbackName)
ABSENT(cuptiGetVersion)
ABSENT(cuptiSubscribe)
ABSENT(cuptiUnsubscribe)
int cuptiGetResultString(int result, const char **text) { (void)result; *text = "built without CUDA"; return 0; }
#endif
