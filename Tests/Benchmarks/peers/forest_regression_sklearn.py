from peer import threads
import forest_regression
from sklearn.ensemble import RandomForestRegressor

forest_regression.measure(lambda: RandomForestRegressor(100, max_depth=10, n_jobs=threads, random_state=1))
